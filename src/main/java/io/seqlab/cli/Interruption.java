package io.seqlab.cli;

import io.seqlab.study.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a polite kill: asks the study to stop after the step it is at, and keeps the machine
 * running for a few seconds until it has. Nothing is lost if that takes too long, as runs go on
 * from their checkpoints.
 */
final class Interruption implements Cancellation, AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean requested;

  private Interruption() {}

  /** Listens until closed. */
  static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::await, "interruption"));
    return interruption;
  }

  private void await() {
    requested = true;
    try {
      boolean inTime = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("seqlab: stopped in the middle; the same command goes on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean requested() {
    return requested;
  }

  /** The study is over, and what it had to say is said. */
  @Override
  public void close() {
    over.countDown();
  }
}
