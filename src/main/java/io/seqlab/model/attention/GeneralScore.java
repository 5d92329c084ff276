package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardPass;

/**
 * Bilinear score qᵀ·W_a·h (Luong et al. 2015, eq. 8, "general"). Queries and states may differ in
 * width.
 *
 * <p>Implementation: W_a·h is the key, computed once for a source.
 */
public final class GeneralScore extends ScoreFunction {
  private final Linear key; // W_a

  public GeneralScore(int querySize, int stateSize) {
    key = linear("key", stateSize, querySize, false);
  }

  @Override
  public NDArray keys(ForwardPass pass, NDArray states) {
    return apply(key, states, pass).transpose(0, 2, 1); // (B, Q, S)
  }

  @Override
  public NDArray scores(ForwardPass pass, NDArray queries, NDArray keys) {
    return queries.batchMatMul(keys); // (B, T, S)
  }
}
