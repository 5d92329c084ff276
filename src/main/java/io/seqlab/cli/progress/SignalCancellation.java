package io.seqlab.cli.progress;

import io.seqlab.study.run.Cancellation;
import java.util.List;

/**
 * Cancels on SIGINT (Ctrl-C), SIGTERM or SIGHUP: training stops after the current step. A second
 * signal ends the program immediately; runs then resume from their latest checkpoints.
 */
public final class SignalCancellation implements Cancellation {
  /** Exit code of a process ended by a signal: this plus the signal's number. */
  private static final int SIGNAL_BASE = 128;

  private final Runnable onFirstSignal;
  private volatile int signal;

  private SignalCancellation(Runnable onFirstSignal) {
    this.onFirstSignal = onFirstSignal;
  }

  /** Starts listening; calls the handler at the first signal. */
  public static SignalCancellation listen(Runnable onFirstSignal) {
    SignalCancellation cancellation = new SignalCancellation(onFirstSignal);
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signals.on(name, cancellation::received);
    }
    return cancellation;
  }

  private synchronized void received(int number) {
    if (requested()) {
      System.err.println(); // below the bars
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      Runtime.getRuntime().halt(SIGNAL_BASE + number);
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
    return SIGNAL_BASE + signal;
  }
}
