package io.seqlab.cli.progress;

import io.seqlab.cancellation.Cancellation;
import java.io.IOException;
import java.util.List;

/**
 * Cancels protected work on SIGINT (Ctrl-C), SIGTERM or SIGHUP. A second signal ends the program
 * immediately, as every signal does outside of protected work; runs then resume from their latest
 * checkpoints.
 */
public final class SignalCancellation implements Cancellation {
  private final Runnable onFirstSignal;
  private volatile int signal;

  /** Calls the handler at the first signal. */
  public SignalCancellation(Runnable onFirstSignal) {
    this.onFirstSignal = onFirstSignal;
  }

  @Override
  public <T> T protect(Work<T> work) throws IOException {
    List<Runnable> restore =
        SignalExit.SIGNALS.stream()
            .map(name -> Signals.on(name, number -> received(name, number)))
            .toList();
    try {
      return work.run();
    } finally {
      restore.forEach(Runnable::run);
    }
  }

  private synchronized void received(String name, int number) {
    if (requested()) {
      System.err.println(); // below the bars
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      SignalExit.end(name, number);
    }
    signal = number;
    onFirstSignal.run();
  }

  @Override
  public boolean requested() {
    return signal != 0;
  }

  /** Exit code after cancellation: 130 for Ctrl-C. */
  public int exitCode() {
    return SignalExit.BASE + signal;
  }
}
