package io.seqlab.study.slurm;

import io.seqlab.study.slurm.Submission.SubmittedRun;
import io.seqlab.study.worker.ElementLog;

/**
 * What becomes of a run whose job ended before it did.
 *
 * @param again the run to submit again; null if it has failed
 * @param reason why its job ended, and for a failed run what to do
 */
record Retry(SubmittedRun again, String reason) {
  /** Jobs in sequence that may end without a later checkpoint. */
  private static final int MAX_ATTEMPTS = 2;

  private static final String RERUN = "; rerun the command to retry this run";

  /**
   * How an element ended, and what its files say.
   *
   * @param before whether it ended before this command, which retries what was cancelled or failed
   */
  record Ending(JobEnd end, boolean started, ElementLog log, boolean before) {
    private boolean outOfMemory() {
      return end.isOutOfMemory() || log.outOfMemory();
    }
  }

  /**
   * Decides on a run.
   *
   * @param active whether the element executed this run when it ended, or none had begun
   * @param steps of its checkpoint now
   */
  static Retry of(SubmittedRun run, Ending ending, boolean active, long steps) {
    JobEnd end = ending.end();
    if (ending.outOfMemory()) {
      return outOfMemory(run, active, steps);
    } else if (ending.before() && (end.isCancelled() || (active && end.isError()))) {
      return new Retry(new SubmittedRun(run.folder(), steps, 0, run.memory()), end.describe());
    } else if (end.isCancelled()) {
      return new Retry(null, "its job was cancelled" + RERUN);
    } else if (!active) {
      return new Retry(run, end.describe());
    } else if (end.isError()) {
      return new Retry(null, error(ending) + RERUN);
    }
    int attempts = steps > run.steps() ? 0 : run.attempts() + 1;
    return attempts < MAX_ATTEMPTS
        ? new Retry(new SubmittedRun(run.folder(), steps, attempts, run.memory()), end.describe())
        : new Retry(
            null,
            "%s %d times without a new checkpoint%s"
                .formatted(end.describe(), attempts, advice(end)));
  }

  private static Retry outOfMemory(SubmittedRun run, boolean active, long steps) {
    if (!active) {
      return new Retry(run, "its job ran out of memory");
    } else if (run.memory() == 1) {
      return new Retry(
          new SubmittedRun(run.folder(), steps, 0, 2),
          "its job ran out of memory; it gets twice as much");
    }
    return new Retry(
        null,
        "its job ran out of memory, also with twice as much; ask for more (--slurm mem=…), or lower"
            + " the batch size");
  }

  private static String error(Ending ending) {
    String line = ending.log().lastLine();
    if (line.isEmpty() && !ending.started()) {
      return ending.end().describe()
          + " before it wrote a file; does its node see the folder of the experiment?";
    }
    return ending.end().describe() + (line.isEmpty() ? "" : " ('" + line + "')");
  }

  private static String advice(JobEnd end) {
    return end.isTimeout()
        ? "; ask for more time (--slurm time=…) or lower training.validate_every"
        : RERUN;
  }
}
