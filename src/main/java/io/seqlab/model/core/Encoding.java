package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The output of an encoder.
 *
 * @param layers the states of each layer, bottom layer first, (B, S, D)
 * @param padding which source positions are padding
 * @param summary the source as vectors of fixed size
 */
public record Encoding(List<NDArray> layers, PaddingMask padding, SourceSummary summary) {
  /** The states h_j of the top layer, (B, S, D). */
  public NDArray states() {
    return layers.get(layers.size() - 1);
  }

  /** The same encoding with another mask. */
  Encoding withPadding(PaddingMask other) {
    return new Encoding(layers, other, summary);
  }
}
