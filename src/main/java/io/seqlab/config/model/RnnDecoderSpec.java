package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Locale;
import java.util.OptionalInt;

/** A recurrent decoder, with or without attention. */
@TypeName("rnn")
@Doc("A recurrent decoder, with or without attention")
public record RnnDecoderSpec(
    @Doc("Type of recurrent cell") @Default("lstm") CellType cell,
    @Doc("Width of the hidden state") @Default("256") int hidden,
    @Doc("Width of the target embedding") @Default("128") int embedding,
    @Doc("Number of layers") @Default("1") int layers,
    @Doc("Dropout rate on embeddings, between layers and before the output layer") @Default("0.0")
        double dropout,
    @Doc("Attention: none, bahdanau, luong, or a mapping of its keys") @Default("none")
        AttentionSpec attention,
    @Doc("Initial state of the decoder") @Default("bridge") InitialState initialState)
    implements DecoderSpec {

  /** The initial state of the decoder. */
  public enum InitialState {
    @Doc("Zeros")
    ZERO,
    @Doc(
        "The last encoder state of each layer; encoder and decoder must have the same cell, layers and width")
    LAST,
    @Doc("tanh of a linear layer on the encoder summary")
    BRIDGE
  }

  public RnnDecoderSpec {
    Require.width("hidden", hidden);
    Require.width("embedding", embedding);
    Require.layers("layers", layers);
    Require.rate("dropout", dropout);
    require(
        !(initialState == InitialState.ZERO && attention.wiring() == Wiring.NONE),
        "initial_state",
        "initial_state: zero without attention gives the decoder no access to the source; use last or bridge");
    require(
        hidden % attention.heads() == 0,
        "attention.heads",
        "hidden %d is not divisible by heads %d; the nearest divisor is heads: %d",
        hidden,
        attention.heads(),
        TransformerChecks.nearestDivisor(hidden, attention.heads()));
  }

  /** A copy with another hidden width and embedding width. */
  public RnnDecoderSpec withSize(int newHidden, int newEmbedding) {
    return new RnnDecoderSpec(
        cell, newHidden, newEmbedding, layers, dropout, attention, initialState);
  }

  @Override
  public int embeddingSize() {
    return embedding;
  }

  /**
   * With bahdanau the output layer reads the concatenation of state and context, else a vector of
   * the hidden width.
   */
  @Override
  public int outputSize(EncoderSpec encoder) {
    return attention.wiring() == Wiring.BAHDANAU ? hidden + encoder.stateSize() : hidden;
  }

  @Override
  public void requireCompatible(EncoderSpec encoder) {
    if (initialState == InitialState.LAST) {
      require(
          encoder instanceof RnnEncoderSpec e
              && e.cell() == cell
              && e.layers() == layers
              && e.stateSize() == hidden,
          "initial_state",
          "initial_state: last requires an rnn encoder with the decoder's cell (%s), layers (%d) and state width (%d); use bridge",
          cell.name().toLowerCase(Locale.ROOT),
          layers,
          hidden);
    }
    if (attention.needsEqualWidths()) {
      require(
          encoder.stateSize() == hidden,
          "attention",
          "score: %s requires equal widths of encoder states (%d) and decoder states (%d); use general, low_rank or concat, or several heads",
          attention.score().name().toLowerCase(Locale.ROOT),
          encoder.stateSize(),
          hidden);
    }
  }

  @Override
  public int selfAttentionHeads() {
    return 0;
  }

  @Override
  public int sourceAttentionHeads() {
    return attention.wiring() == Wiring.NONE ? 0 : attention.heads();
  }

  @Override
  public OptionalInt maxSourceLength() {
    return attention.maxSourceLength();
  }

  @Override
  public OptionalInt maxLength() {
    return OptionalInt.empty();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.rnn().apply(this);
  }
}
