package io.seqlab.config.model;

import java.util.function.Function;

/** The encoder of a model. */
public sealed interface EncoderSpec permits RnnEncoderSpec, TransformerEncoderSpec {
  /** E, the width of the source embedding. */
  int embeddingSize();

  /** D, the width of the encoder states. */
  int stateSize();

  /** Applies the function for the type of this encoder. */
  <T> T match(Function<RnnEncoderSpec, T> rnn, Function<TransformerEncoderSpec, T> transformer);
}
