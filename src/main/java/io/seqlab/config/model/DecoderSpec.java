package io.seqlab.config.model;

import io.seqlab.config.schema.InvalidSpecException;
import java.util.OptionalInt;
import java.util.function.Function;

/** The decoder of a model. */
public sealed interface DecoderSpec
    permits RnnDecoderSpec,
        TransformerDecoderSpec,
        LabellerDecoderSpec,
        ConvDecoderSpec,
        PrefixLmSpec {
  /** E, the width of the target embedding; 0 without one. */
  int embeddingSize();

  /** Input width of the output layer, behind this encoder. */
  int outputSize(EncoderSpec encoder);

  /** Throws {@link InvalidSpecException} if this decoder is incompatible with the encoder. */
  default void requireCompatible(EncoderSpec encoder) {}

  /** Number of heads of self-attention that form weights, in all layers. */
  int selfAttentionHeads();

  /** Number of heads of attention over the source that form weights, in all layers. */
  int sourceAttentionHeads();

  /** The longest sequence, with its end, that learned positions allow; empty without a limit. */
  OptionalInt maxLength();

  /** The longest source, with its end, that its attention reads; empty without a limit. */
  default OptionalInt maxSourceLength() {
    return OptionalInt.empty();
  }

  /** Whether source and target are one sequence, whose positions the limit concerns. */
  default boolean joinsSource() {
    return false;
  }

  /** Whether under teacher forcing a position reads the tokens that follow it. */
  default boolean readsFollowing() {
    return false;
  }

  /** Calls the function for this type of decoder. */
  <T> T match(Cases<T> cases);

  /**
   * One function for each type of decoder, so that a new type must be handled wherever types
   * differ.
   */
  record Cases<T>(
      Function<RnnDecoderSpec, T> rnn,
      Function<TransformerDecoderSpec, T> transformer,
      Function<LabellerDecoderSpec, T> labeller,
      Function<ConvDecoderSpec, T> conv,
      Function<PrefixLmSpec, T> prefixLm) {}
}
