package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardPass;

/**
 * Additive score v_aᵀ·tanh(W_a·s + U_a·h) (Bahdanau et al. 2015, appendix A.1.2), without biases.
 *
 * <p>Implementation: U_a·h is the key, computed once for a source.
 */
public final class AdditiveScore extends ScoreFunction {
  private final Linear query; // W_a
  private final Linear key; // U_a
  private final Linear energy; // v_a

  /** Widths of queries (Q), of states (D), and of the hidden layer (A). */
  public AdditiveScore(int querySize, int stateSize, int size) {
    query = linear("query", querySize, size, false);
    key = linear("key", stateSize, size, false);
    energy = linear("energy", size, 1, false);
  }

  @Override
  public NDArray keys(ForwardPass pass, NDArray states) {
    return apply(key, states, pass); // U_a·h: (B, S, A)
  }

  /** Computes one query position at a time, so that memory holds (B, S, A), not (B, T, S, A). */
  @Override
  public NDArray scores(ForwardPass pass, NDArray queries, NDArray keys) {
    NDArray projected = apply(query, queries, pass); // W_a·s: (B, T, A)
    long length = projected.getShape().get(1);
    if (length == 1) {
      return energies(pass, projected, keys);
    }
    NDList rows = new NDList();
    for (NDArray q : projected.split(length, 1)) { // (B, 1, A)
      rows.add(energies(pass, q, keys));
    }
    return rows.get(0).getNDArrayInternal().concat(rows.subNDList(1), 1); // (B, T, S)
  }

  /** v_aᵀ·tanh(W_a·s + U_a·h), (B, 1, S), for one projected query (B, 1, A). */
  private NDArray energies(ForwardPass pass, NDArray query, NDArray keys) {
    try (NDArray sum = keys.add(query)) { // (B, S, A)
      return apply(energy, sum.tanh(), pass).transpose(0, 2, 1); // (B, 1, S)
    }
  }
}
