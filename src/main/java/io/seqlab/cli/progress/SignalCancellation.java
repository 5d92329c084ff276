package io.seqlab.cli.progress;

import io.seqlab.study.run.Cancellation;
import java.util.List;

/**
 * Ctrl-C, or a polite kill: asks for a stop after the step at hand. The second one ends the program
 * at once, which loses no more than some steps, as runs go on from their checkpoints.
 */
public final class SignalCancellation implements Cancellation {
  /** A process that a signal ends has this and the signal's number as its exit code. */
  private static final int SIGNAL = 128;

  private final Runnable notice;
  private volatile int signal;

  private SignalCancellation(Runnable notice) {
    this.notice = notice;
  }

  /** Listens from now on; the notice is given when the first signal comes. */
  public static SignalCancellation listen(Runnable notice) {
    SignalCancellation interruption = new SignalCancellation(notice);
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signals.on(name, interruption::came);
    }
    return interruption;
  }

  private synchronized void came(int number) {
    if (requested()) {
      System.err.println(); // below the bars
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      Runtime.getRuntime().halt(SIGNAL + number);
    }
    signal = number;
    notice.run();
  }

  @Override
  public boolean requested() {
    return signal != 0;
  }

  /** What a program ends with that was stopped so: 130 after Ctrl-C. */
  public int exitCode() {
    return SIGNAL + signal;
  }
}
