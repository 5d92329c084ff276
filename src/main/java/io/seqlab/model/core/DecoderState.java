package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** The state of a decoder between two steps. */
public interface DecoderState {
  /**
   * The state of the selected sequences, in their order; beam search drops, repeats and reorders
   * hypotheses with it.
   *
   * @param rows indices of type int64, (N)
   */
  DecoderState select(NDArray rows);

  /** All arrays of the state; a search keeps them and frees the other arrays of a step. */
  NDList arrays();
}
