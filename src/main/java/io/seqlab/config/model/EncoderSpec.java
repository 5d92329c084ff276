package io.seqlab.config.model;

import java.util.function.Function;

/** The half of a model that reads the source. */
public sealed interface EncoderSpec permits RnnEncoderSpec, TransformerEncoderSpec {
  /** E, the width of the source embedding. */
  int embeddingSize();

  /** D, the width of the states it gives. */
  int stateSize();

  /** One answer for each kind of encoder. */
  <T> T match(Function<RnnEncoderSpec, T> rnn, Function<TransformerEncoderSpec, T> transformer);
}
