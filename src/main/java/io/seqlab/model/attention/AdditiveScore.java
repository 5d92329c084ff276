package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardContext;

/** v·tanh(W q + U k) (Bahdanau et al. 2015, appendix A.1.2), without biases. */
public final class AdditiveScore extends ScoreFunction {
  private final Linear query;
  private final Linear key;
  private final Linear energy;

  /** Widths of queries, of states, and of the hidden layer between. */
  public AdditiveScore(int querySize, int stateSize, int size) {
    query = linear("query", querySize, size, false);
    key = linear("key", stateSize, size, false);
    energy = linear("energy", size, 1, false);
  }

  @Override
  public NDArray keys(ForwardContext context, NDArray states) {
    return apply(key, states, context);
  }

  /** One query position after the other, so that memory holds (B, S, A) and never (B, T, S, A). */
  @Override
  public NDArray scores(ForwardContext context, NDArray queries, NDArray keys) {
    NDArray projected = apply(query, queries, context); // (B, T, A)
    long length = projected.getShape().get(1);
    if (length == 1) {
      return one(context, projected, keys);
    }
    NDList rows = new NDList();
    for (NDArray q : projected.split(length, 1)) { // (B, 1, A)
      rows.add(one(context, q, keys));
    }
    return rows.get(0).getNDArrayInternal().concat(rows.subNDList(1), 1); // (B, T, S)
  }

  /** Scores (B, 1, S) of one projected query (B, 1, A). */
  private NDArray one(ForwardContext context, NDArray query, NDArray keys) {
    try (NDArray sum = keys.add(query)) { // (B, S, A)
      return apply(energy, sum.tanh(), context).transpose(0, 2, 1);
    }
  }
}
