package io.seqlab.config.model;

import io.seqlab.config.schema.InvalidSpecException;
import java.util.function.Function;

/** The half of a model that writes the target. */
public sealed interface DecoderSpec permits RnnDecoderSpec, TransformerDecoderSpec {
  /** E, the width of the target embedding. */
  int embeddingSize();

  /** The width of what the output layer reads, after that encoder. */
  int outputSize(EncoderSpec encoder);

  /** Throws {@link InvalidSpecException} if this decoder cannot follow that encoder. */
  default void requireFits(EncoderSpec encoder) {}

  /** One answer for each kind of decoder. */
  <T> T match(Function<RnnDecoderSpec, T> rnn, Function<TransformerDecoderSpec, T> transformer);
}
