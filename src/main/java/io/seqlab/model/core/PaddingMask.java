package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;

/**
 * What attention may not see. The bias (B, 1, S) is 0 at tokens and −∞ at padding; it is null when
 * no sequence is padded, and attention then spends nothing on it.
 */
public record PaddingMask(NDArray bias) {
  /** Scores (B, T, S) with −∞ wherever the source is padding. */
  public NDArray mask(NDArray scores) {
    return bias == null ? scores : scores.add(bias);
  }

  /** The bias (B, 1, 1, S) for scores of several heads, or null. */
  public NDArray headBias() {
    return bias == null ? null : bias.expandDims(1);
  }

  /** The rows of other sequences, for a beam. */
  public PaddingMask select(NDArray rows) {
    return bias == null ? this : new PaddingMask(RowLookup.select(bias, rows));
  }
}
