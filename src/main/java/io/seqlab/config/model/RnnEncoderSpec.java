package io.seqlab.config.model;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.OptionalInt;

/** A recurrent encoder. */
@TypeName("rnn")
@Doc("A recurrent encoder")
public record RnnEncoderSpec(
    @Doc("Type of recurrent cell") @Default("lstm") CellType cell,
    @Doc("Width of the hidden state of each direction") @Default("256") int hidden,
    @Doc("Width of the source embedding") @Default("128") int embedding,
    @Doc("Number of layers") @Default("1") int layers,
    @Doc("Whether the encoder also reads backward; states then have twice the width")
        @Default("false")
        boolean bidirectional,
    @Doc("Dropout rate on embeddings and between layers") @Default("0.0") double dropout)
    implements EncoderSpec {
  public RnnEncoderSpec {
    Require.width("hidden", hidden);
    Require.width("embedding", embedding);
    Require.layers("layers", layers);
    Require.rate("dropout", dropout);
  }

  /** A copy with another hidden width and embedding width. */
  public RnnEncoderSpec withSize(int newHidden, int newEmbedding) {
    return new RnnEncoderSpec(cell, newHidden, newEmbedding, layers, bidirectional, dropout);
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
  public int selfAttentionHeads() {
    return 0;
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
