package io.seqlab.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Closes a stream from which fewer than a number of bytes arrive in a window of time. */
final class MinimumRate implements AutoCloseable {
  private final InputStream body;
  private final long windowMillis;
  private final long minimum;
  private final Thread watch = new Thread(this::watch, "download rate");
  private final AtomicLong received = new AtomicLong();
  private volatile boolean tooSlow;

  MinimumRate(InputStream body, Duration window, long minimum) {
    this.body = body;
    this.windowMillis = window.toMillis();
    this.minimum = minimum;
    watch.setDaemon(true);
    watch.start();
  }

  /** Counts bytes that have arrived. */
  void received(int bytes) {
    received.addAndGet(bytes);
  }

  /** Whether the stream was closed for its rate. */
  boolean tooSlow() {
    return tooSlow;
  }

  private void watch() {
    try {
      long before = -minimum; // the first bytes may take a window
      while (received.get() - before >= minimum) {
        before = received.get();
        Thread.sleep(windowMillis);
      }
      tooSlow = true;
      body.close();
    } catch (InterruptedException e) {
      // The download has ended.
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
