package io.seqlab.model.rnn;

import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.Decoder;

/** The recurrent decoder that a definition asks for. */
public final class RnnDecoders {
  private RnnDecoders() {}

  /** Over states of width D, writing V tokens; tied shares the embedding with the output layer. */
  public static Decoder of(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    return switch (spec.attention().wiring()) {
      case NONE -> new PlainDecoder(spec, vocabulary, stateSize, tied);
      case BAHDANAU -> new BahdanauDecoder(spec, vocabulary, stateSize, tied);
      case LUONG ->
          spec.attention().inputFeeding()
              ? new InputFeedingDecoder(spec, vocabulary, stateSize, tied)
              : new LuongDecoder(spec, vocabulary, stateSize, tied);
    };
  }
}
