package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Locale;
import java.util.function.Function;

/** A recurrent decoder, with or without attention. */
@TypeName("rnn")
@Doc("A recurrent decoder, with or without attention")
public record RnnDecoderSpec(
    @Doc("The recurrent unit") @Default("lstm") CellType cell,
    @Doc("Width of the hidden state") @Default("256") int hidden,
    @Doc("Width of the target embedding") @Default("128") int embedding,
    @Doc("Layers, one above the other") @Default("1") int layers,
    @Doc("Dropout on embeddings, between layers and before the output layer") @Default("0.0")
        double dropout,
    @Doc("How it attends: none, bahdanau, luong, or a map") @Default("none")
        AttentionSpec attention,
    @Doc("Where its first state comes from") @Default("bridge") InitialState initialState)
    implements DecoderSpec {

  /** Where the first state of the decoder comes from. */
  public enum InitialState {
    @Doc("Zeros")
    ZERO,
    @Doc(
        "The last state of the encoder, layer by layer; both halves must have the same cell, layers and width")
    LAST,
    @Doc("tanh of a linear layer over the encoder's summary")
    BRIDGE
  }

  public RnnDecoderSpec {
    Require.positive("hidden", hidden);
    Require.positive("embedding", embedding);
    Require.positive("layers", layers);
    Require.rate("dropout", dropout);
    require(
        !(initialState == InitialState.ZERO && attention.wiring() == AttentionSpec.Wiring.NONE),
        "initial_state",
        "initial_state: zero without attention leaves the decoder blind to the source; use last or bridge");
  }

  /** The same in another width, with another embedding. */
  public RnnDecoderSpec withSize(int otherWidth, int otherEmbedding) {
    return new RnnDecoderSpec(
        cell, otherWidth, otherEmbedding, layers, dropout, attention, initialState);
  }

  @Override
  public int embeddingSize() {
    return embedding;
  }

  /**
   * After bahdanau the output layer reads state and context side by side; else a vector as wide as
   * the state.
   */
  @Override
  public int outputSize(EncoderSpec encoder) {
    return attention.wiring() == AttentionSpec.Wiring.BAHDANAU
        ? hidden + encoder.stateSize()
        : hidden;
  }

  @Override
  public void requireFits(EncoderSpec encoder) {
    if (initialState == InitialState.LAST) {
      boolean fits =
          encoder instanceof RnnEncoderSpec e
              && e.cell() == cell
              && e.layers() == layers
              && e.stateSize() == hidden;
      require(
          fits,
          "initial_state",
          "initial_state: last needs an rnn encoder with the decoder's cell (%s), layers (%d) and state width (%d); use bridge",
          cell.name().toLowerCase(Locale.ROOT),
          layers,
          hidden);
    }
    if (attention.wiring() != AttentionSpec.Wiring.NONE
        && (attention.score() == AttentionSpec.Score.DOT
            || attention.score() == AttentionSpec.Score.SCALED_DOT)) {
      require(
          encoder.stateSize() == hidden,
          "attention",
          "score: %s needs encoder states (%d) as wide as the decoder's (%d); use general",
          attention.score().name().toLowerCase(Locale.ROOT),
          encoder.stateSize(),
          hidden);
    }
  }

  @Override
  public <T> T match(
      Function<RnnDecoderSpec, T> rnn, Function<TransformerDecoderSpec, T> transformer) {
    return rnn.apply(this);
  }
}
