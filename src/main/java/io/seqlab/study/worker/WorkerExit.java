package io.seqlab.study.worker;

import io.seqlab.study.run.Failure;
import java.time.Duration;
import java.util.Map;

/** Explains why a worker process ended before its run did. */
final class WorkerExit {
  /** Exit code of a process ended by a signal: this plus the signal's number. */
  private static final int SIGNAL_BASE = 128;

  /** Exit code under {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int JAVA_OUT_OF_MEMORY = 3;

  private static final Map<Integer, String> SIGNALS =
      Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV");

  private WorkerExit() {}

  /** Of a process that was killed, as it did not stop when it was requested to. */
  static String notStopped(Duration timeout) {
    return "its process (suspended?) did not stop within %d s and was killed; the steps since its latest checkpoint are repeated"
        .formatted(timeout.toSeconds());
  }

  /** The cause and what to do; {@code lastError} is the last line on its standard error. */
  static String explain(int exit, String lastError) {
    String signal = SIGNALS.get(exit - SIGNAL_BASE);
    if (exit == JAVA_OUT_OF_MEMORY) {
      return Failure.javaOutOfMemory().message();
    } else if ("SIGKILL".equals(signal)) {
      return "its process was killed (SIGKILL), probably out of memory; rerun the command to retry this"
          + " run, with fewer --jobs or a smaller batch to use less memory";
    } else if (signal != null) {
      return "its process crashed (%s); see train.log, and rerun the command to retry this run"
          .formatted(signal);
    }
    return "its process ended with exit code %d%s; rerun the command to retry this run"
        .formatted(exit, lastError.isEmpty() ? "" : " ('" + lastError + "')");
  }
}
