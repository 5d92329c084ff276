package io.seqlab.study.slurm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an element of a job array ended, as the scheduler says.
 *
 * @param state such as {@code TIMEOUT}
 * @param exitCode of the worker, above 128 if a signal ended it
 * @param outOfTime whether it ended by itself shortly before its time limit
 */
record JobEnd(String state, int exitCode, boolean outOfTime) {
  /** An element of which the scheduler knows nothing any more. */
  static final JobEnd UNKNOWN = new JobEnd("UNKNOWN", 0, false);

  private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\S*)");
  private static final Pattern TIME = Pattern.compile("(?:(\\d+)-)?(?:(\\d+):)?(\\d+):(\\d+)");

  /** A worker stops this long before its limit; the scheduler is up to a minute early. */
  private static final int STOPS_BEFORE_LIMIT = 130;

  private static final int SIGNAL_BASE = 128;
  private static final int SIGTERM = SIGNAL_BASE + 15;

  /** What slurmd reports if it cannot open the log of a job. */
  private static final int NO_LOG = SIGNAL_BASE + 53;

  /** From a line of {@code scontrol show job -o}. */
  static JobEnd ofScontrol(String line) {
    String state = "UNKNOWN";
    String exit = "0:0";
    long run = -1;
    long limit = Long.MAX_VALUE;
    for (Matcher field = FIELD.matcher(line); field.find(); ) {
      switch (field.group(1)) {
        case "JobState" -> state = field.group(2);
        case "ExitCode" -> exit = field.group(2);
        case "RunTime" -> run = seconds(field.group(2), -1);
        case "TimeLimit" -> limit = seconds(field.group(2), Long.MAX_VALUE);
        default -> {}
      }
    }
    int code = exitCode(exit);
    return new JobEnd(state, code, code == SIGTERM && run >= limit - STOPS_BEFORE_LIMIT);
  }

  /** From state and exit code of {@code sacct}: {@code CANCELLED by 1000}, {@code 0:9}. */
  static JobEnd ofSacct(String state, String exit) {
    return new JobEnd(state.replaceFirst(" .*", ""), exitCode(exit), false);
  }

  /** {@code 143:0} or {@code 0:15}, of which the second is a signal. */
  private static int exitCode(String text) {
    String[] parts = text.split(":", 2);
    try {
      int signal = parts.length == 2 ? Integer.parseInt(parts[1]) : 0;
      return signal > 0 ? SIGNAL_BASE + signal : Integer.parseInt(parts[0]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static long seconds(String text, long unknown) {
    Matcher time = TIME.matcher(text);
    return time.matches()
        ? ((number(time.group(1)) * 24 + number(time.group(2))) * 60 + number(time.group(3))) * 60
            + number(time.group(4))
        : unknown;
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  boolean isCancelled() {
    return state.equals("CANCELLED");
  }

  boolean isOutOfMemory() {
    return state.equals("OUT_OF_MEMORY");
  }

  /** Whether it ended with an error that it would repeat. */
  boolean isError() {
    boolean ofWorker = exitCode > 0 && exitCode < SIGNAL_BASE;
    return state.equals("FAILED") && (ofWorker || exitCode == NO_LOG);
  }

  /** Whether nothing went wrong, as far as the scheduler knows. */
  boolean isSuccess() {
    return state.equals("COMPLETED") || state.equals("UNKNOWN");
  }

  boolean isTimeout() {
    return state.equals("TIMEOUT") || outOfTime;
  }

  /** Whether it has not ended: it was requeued, or is about to end. */
  boolean isActive() {
    return switch (state) {
      case "PENDING", "RUNNING", "SUSPENDED", "CONFIGURING", "COMPLETING", "REQUEUED" -> true;
      default -> false;
    };
  }

  /** The reason for a message. */
  String describe() {
    if (exitCode == NO_LOG) {
      return "its node could not write the log of its job";
    } else if (isTimeout()) {
      return "its job ran out of time";
    } else if (isOutOfMemory()) {
      return "its job ran out of memory";
    }
    return switch (state) {
      case "NODE_FAIL", "BOOT_FAIL" -> "the node of its job failed";
      case "PREEMPTED" -> "its job was preempted";
      case "CANCELLED" -> "its job was cancelled";
      case "UNKNOWN" -> "its job ended, and the scheduler does not know why";
      default ->
          exitCode > SIGNAL_BASE
              ? "its job was killed (signal %d)".formatted(exitCode - SIGNAL_BASE)
              : "its job ended with exit code %d".formatted(exitCode);
    };
  }
}
