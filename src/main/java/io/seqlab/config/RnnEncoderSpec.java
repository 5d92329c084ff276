package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.function.Function;

/** A recurrent encoder. */
@Named("rnn")
@Doc("A recurrent encoder")
public record RnnEncoderSpec(
    @Doc("The recurrent unit") @Default("lstm") Cell cell,
    @Doc("Width of the hidden state of each direction") @Default("256") int hidden,
    @Doc("Width of the source embedding") @Default("128") int embedding,
    @Doc("Layers, one above the other") @Default("1") int layers,
    @Doc("Whether a second pass reads from the end; states are then twice as wide")
        @Default("false")
        boolean bidirectional,
    @Doc("Dropout on embeddings and between layers") @Default("0.0") double dropout)
    implements EncoderSpec {
  public RnnEncoderSpec {
    Sizes.positive("hidden", hidden);
    Sizes.positive("embedding", embedding);
    Sizes.positive("layers", layers);
    Sizes.rate("dropout", dropout);
    require(hidden <= 65_536, "hidden", "hidden %d is beyond what fits a machine", hidden);
  }

  /** The same in another width, with another embedding. */
  public RnnEncoderSpec sized(int otherWidth, int otherEmbedding) {
    return new RnnEncoderSpec(cell, otherWidth, otherEmbedding, layers, bidirectional, dropout);
  }

  @Override
  public int embeddingSize() {
    return embedding;
  }

  @Override
  public int stateSize() {
    return bidirectional ? 2 * hidden : hidden;
  }

  @Override
  public <T> T match(
      Function<RnnEncoderSpec, T> rnn, Function<TransformerEncoderSpec, T> transformer) {
    return rnn.apply(this);
  }
}
