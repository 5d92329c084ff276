package io.seqlab.result.search;

import io.seqlab.result.record.DataDigests;

/**
 * The result of a finished trial: one row of {@code search.csv}.
 *
 * @param score best validation score; NaN if training diverged
 * @param steps optimizer steps
 * @param seconds training time without validation and checkpoints
 * @param data the examples it was trained and validated on
 */
public record TrialResult(Trial trial, double score, long steps, double seconds, DataDigests data) {

  /** The same result, of a trial whose values are written in another way. */
  public TrialResult withTrial(Trial other) {
    return new TrialResult(other, score, steps, seconds, data);
  }

  /** Whether another result of the same trial, if any, has the same numbers. */
  public boolean hasSameScore(TrialResult other) {
    return other != null && withTrial(other.trial).equals(other.withData(data));
  }

  private TrialResult withData(DataDigests other) {
    return new TrialResult(trial, score, steps, seconds, other);
  }

  /** Whether training did not diverge. */
  public boolean isScored() {
    return Double.isFinite(score);
  }
}
