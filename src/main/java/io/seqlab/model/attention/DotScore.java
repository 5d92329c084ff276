package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.ForwardContext;

/**
 * q·k, times a scale: 1 (Luong et al. 2015), or 1/√d (Vaswani et al. 2017). Queries and states are
 * equally wide.
 */
public final class DotScore extends ScoreFunction {
  private final double scale;

  public DotScore(double scale) {
    this.scale = scale;
  }

  /** The states themselves, scaled here, once, rather than in every score. */
  @Override
  public NDArray keys(ForwardContext context, NDArray states) {
    NDArray keys = states.transpose(0, 2, 1); // (B, D, S)
    return scale == 1 ? keys : keys.mul(states.getManager().full(new Shape(1), (float) scale));
  }

  @Override
  public NDArray scores(ForwardContext context, NDArray queries, NDArray keys) {
    return queries.batchMatMul(keys); // (B, T, S)
  }
}
