package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;
import java.util.OptionalInt;

/** An output layer on the encoder's states, one label for each position: an encoder-only model. */
@TypeName("labeller")
@Doc(
    "Encoder-only: the logits of target position t are an output layer on encoder state t, without attention or target embedding")
public record LabellerDecoderSpec(
    @Doc(
            "Number of positions that the encoder reads, the source and its end followed by blanks; targets and their ends must fit. null: no blanks, and each target must be as long as its source")
        @Default("null")
        Optional<Integer> padSourceTo)
    implements DecoderSpec {

  public LabellerDecoderSpec {
    Require.length("pad_source_to", padSourceTo.orElse(1));
  }

  /** The longest target, with its end, for a source of a length, with its end. */
  public int positions(int source) {
    return Math.max(source, padSourceTo.orElse(0));
  }

  /** 0: it reads no target. */
  @Override
  public int embeddingSize() {
    return 0;
  }

  @Override
  public int outputSize(EncoderSpec encoder) {
    return encoder.stateSize();
  }

  @Override
  public void requireCompatible(EncoderSpec encoder) {
    int limit = encoder.maxLength().orElse(Integer.MAX_VALUE);
    require(
        padSourceTo.orElse(0) <= limit,
        "pad_source_to",
        "pad_source_to %d is more than the %d learned positions of the encoder; set max_positions: %1$d",
        padSourceTo.orElse(0),
        limit);
  }

  @Override
  public int selfAttentionHeads() {
    return 0;
  }

  @Override
  public int sourceAttentionHeads() {
    return 0;
  }

  @Override
  public OptionalInt maxLength() {
    return OptionalInt.empty();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.labeller().apply(this);
  }
}
