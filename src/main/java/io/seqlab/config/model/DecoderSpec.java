package io.seqlab.config.model;

import io.seqlab.config.schema.InvalidSpecException;
import java.util.function.Function;

/** The decoder of a model. */
public sealed interface DecoderSpec permits RnnDecoderSpec, TransformerDecoderSpec {
  /** E, the width of the target embedding. */
  int embeddingSize();

  /** Input width of the output layer, behind this encoder. */
  int outputSize(EncoderSpec encoder);

  /** Throws {@link InvalidSpecException} if this decoder is incompatible with the encoder. */
  default void requireCompatible(EncoderSpec encoder) {}

  /** Applies the function for the type of this decoder. */
  <T> T match(Function<RnnDecoderSpec, T> rnn, Function<TransformerDecoderSpec, T> transformer);
}
