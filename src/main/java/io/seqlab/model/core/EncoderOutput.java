package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What an encoder tells a decoder, and the layers below it for those who look inside.
 *
 * @param layers what each layer says of each source position, bottom first, (B, S, D)
 * @param padding which positions are not real
 * @param summary the whole source at a fixed size: all that a decoder without attention sees
 */
public record EncoderOutput(List<NDArray> layers, PaddingMask padding, SourceSummary summary) {
  /** One state for each source position, (B, S, D): the top layer. */
  public NDArray states() {
    return layers.get(layers.size() - 1);
  }
}
