package io.seqlab.study.worker;

import io.seqlab.study.run.Failure;
import java.util.Map;

/** Why a worker process ended before its run did, as far as its exit code tells. */
final class WorkerExit {
  /** A process that a signal ends has this and the signal's number as its exit code. */
  private static final int SIGNAL = 128;

  /** What Java ends with when told {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int JAVA_MEMORY = 3;

  private static final Map<Integer, String> SIGNALS =
      Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV");

  private WorkerExit() {}

  /** In words, with what to try; {@code said} is the last line that the process printed. */
  static String explain(int exit, String said) {
    String signal = SIGNALS.get(exit - SIGNAL);
    if (exit == JAVA_MEMORY) {
      return Failure.javaMemory().message();
    } else if ("SIGKILL".equals(signal)) {
      return "its process was killed (SIGKILL), as happens when memory runs out; the same command"
          + " tries this run again, and with fewer --jobs or a smaller batch it needs less";
    } else if (signal != null) {
      return "its process crashed (%s); train.log may say what led to it, and the same command tries this run again"
          .formatted(signal);
    }
    return "its process ended with exit code %d%s; the same command tries this run again"
        .formatted(exit, said.isEmpty() ? "" : ", and said '" + said + "'");
  }
}
