package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** All a decoder remembers between two steps. */
public interface DecoderState {
  /**
   * The state of other rows, (N) indices of type int64, so that a beam can drop, double and reorder
   * its hypotheses.
   */
  DecoderState select(NDArray rows);

  /** Every array the state holds, so that a search can keep these and free the rest. */
  NDList arrays();
}
