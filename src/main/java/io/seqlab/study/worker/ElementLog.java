package io.seqlab.study.worker;

/**
 * What the log of an element says about its latest start. A scheduler that starts an element again
 * appends to its log.
 *
 * @param lastLine the last one that says something; empty if there is none
 * @param outOfMemory whether the scheduler killed the worker for its memory, or Java's heap was
 *     full
 */
public record ElementLog(String lastLine, boolean outOfMemory) {
  /** How the line begins that each start writes first. */
  public static final String START = "== started on ";

  private static final int MAX_LENGTH = 300;

  static ElementLog of(String log) {
    String latest = log.substring(Math.max(0, log.lastIndexOf(START)));
    boolean outOfMemory =
        latest.contains("xceeded memory limit")
            || latest.contains("oom-kill")
            || latest.contains("oom_kill")
            || latest.contains("java.lang.OutOfMemoryError");
    String last = latest.lines().filter(ElementLog::saysSomething).reduce("", (a, b) -> b).strip();
    return new ElementLog(
        last.length() <= MAX_LENGTH ? last : last.substring(0, MAX_LENGTH) + "…", outOfMemory);
  }

  private static boolean saysSomething(String line) {
    boolean ofScheduler = line.startsWith("slurmstepd") && line.contains("CANCELLED AT");
    return !line.isBlank() && !ofScheduler && !line.startsWith(START);
  }
}
