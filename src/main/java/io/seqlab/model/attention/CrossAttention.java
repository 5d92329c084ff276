package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;

/** Attention of one sequence to another, with several heads. */
public interface CrossAttention {
  /**
   * The result of attention.
   *
   * @param vectors (B, T, d)
   * @param weights of every head, (B, H, T, S); null if it forms none
   */
  record Output(NDArray vectors, NDArray weights) {}

  /** What is computed once of the states (B, S, D) that are attended to. */
  AttentionCache memory(ForwardPass pass, NDArray states, PaddingMask padding);

  /**
   * Attends with queries (B, T, d).
   *
   * @param bias of the padding of the states, (B, 1, 1, S), −∞ at padding; null for none
   */
  Output attend(ForwardPass pass, NDArray queries, AttentionCache memory, NDArray bias);
}
