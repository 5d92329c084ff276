package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardContext;

/**
 * q·W k, the bilinear score "general" of Luong et al. 2015. Queries and states may differ in width.
 */
public final class GeneralScore extends ScoreFunction {
  private final Linear key;

  public GeneralScore(int querySize, int stateSize) {
    key = linear("key", stateSize, querySize, false);
  }

  @Override
  public NDArray keys(ForwardContext context, NDArray states) {
    return apply(key, states, context).transpose(0, 2, 1); // (B, Q, S)
  }

  @Override
  public NDArray scores(ForwardContext context, NDArray queries, NDArray keys) {
    return queries.batchMatMul(keys); // (B, T, S)
  }
}
