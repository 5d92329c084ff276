package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.ForwardPass;

/**
 * Dot-product score: qᵀh with scale 1 (Luong et al. 2015, eq. 8, "dot"), qᵀh/√d with scale 1/√d
 * (Vaswani et al. 2017, eq. 1). Queries and states have the same width d.
 *
 * <p>Implementation: the scale is applied to the keys, once for a source.
 */
public final class DotScore extends ScoreFunction {
  private final double scale;

  public DotScore(double scale) {
    this.scale = scale;
  }

  @Override
  public NDArray keys(ForwardPass pass, NDArray states) {
    NDArray keys = states.transpose(0, 2, 1); // (B, D, S)
    return scale == 1 ? keys : keys.mul(states.getManager().full(new Shape(1), (float) scale));
  }

  @Override
  public NDArray scores(ForwardPass pass, NDArray queries, NDArray keys) {
    return queries.batchMatMul(keys); // (B, T, S)
  }
}
