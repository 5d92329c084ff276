package io.seqlab.result.search;

/**
 * The result of a finished trial: one row of {@code search.csv}.
 *
 * @param score best validation score; NaN if training diverged
 * @param steps optimizer steps
 * @param seconds training time without validation and checkpoints
 */
public record TrialResult(Trial trial, double score, long steps, double seconds) {

  /** Whether training did not diverge. */
  public boolean isScored() {
    return Double.isFinite(score);
  }
}
