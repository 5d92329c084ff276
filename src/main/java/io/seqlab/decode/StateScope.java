package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import io.seqlab.model.core.DecoderState;

/** Keeps the memory of a search flat: of all that a step makes, only the new state outlives it. */
final class StateScope {
  private StateScope() {}

  /**
   * Takes the arrays of the new state out of the scope that frees the rest, and frees those only
   * the old one had.
   */
  static void keepOnly(DecoderState next, DecoderState before) {
    NDList kept = next.arrays();
    NDScope.unregister(kept);
    for (NDArray array : before.arrays()) {
      if (kept.stream().noneMatch(k -> k == array)) {
        array.close();
      }
    }
  }
}
