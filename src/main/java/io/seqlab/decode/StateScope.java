package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import io.seqlab.model.core.DecoderState;

/** Frees the arrays of a decoding step, except the new state. */
final class StateScope {
  private StateScope() {}

  /**
   * Excludes the arrays of the new state from the current scope, and frees those of the previous
   * state that the new one does not share.
   */
  static void keepOnly(DecoderState next, DecoderState previous) {
    NDList kept = next.arrays();
    NDScope.unregister(kept);
    for (NDArray array : previous.arrays()) {
      if (kept.stream().noneMatch(k -> k == array)) {
        array.close();
      }
    }
  }
}
