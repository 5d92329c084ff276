package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The source at a fixed size: the bottleneck. A recurrent encoder gives the last state of each
 * layer, an encoder of another kind one vector, the mean of its states.
 *
 * @param hidden for each layer, bottom first, (B, D)
 * @param cell for each layer, bottom first, the memory of an LSTM, (B, D); empty for others
 */
public record SourceSummary(List<NDArray> hidden, List<NDArray> cell) {
  /** The vector of the top layer, (B, D). */
  public NDArray top() {
    return hidden.get(hidden.size() - 1);
  }
}
