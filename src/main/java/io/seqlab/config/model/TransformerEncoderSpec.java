package io.seqlab.config.model;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.function.Function;

/** A Transformer encoder (Vaswani et al. 2017). */
@TypeName("transformer")
@Doc("A Transformer encoder")
public record TransformerEncoderSpec(
    @Doc("Width of the model, embeddings included") @Default("256") int dModel,
    @Doc("Attention heads; must divide d_model") @Default("4") int heads,
    @Doc("Layers, one above the other") @Default("3") int layers,
    @Doc("Width of the feed-forward layer") @Default("1024") int ff,
    @Doc("Dropout on embeddings, attention weights, and the output of each sub-layer")
        @Default("0.1")
        double dropout,
    @Doc("Whether attention scores are divided by the root of the width of a head") @Default("true")
        boolean scale,
    @Doc("Where layer normalisation stands") @Default("post") NormPlacement norm,
    @Doc("How order is told") @Default("sinusoidal") PositionalEncoding positions,
    @Doc("Longest sequence that learned positions can tell") @Default("512") int maxPositions)
    implements EncoderSpec {

  public TransformerEncoderSpec {
    TransformerChecks.check(dModel, heads, layers, ff, dropout, maxPositions);
  }

  /** The same in another width, with a feed-forward layer of another. */
  public TransformerEncoderSpec withSize(int otherWidth, int otherFf) {
    return new TransformerEncoderSpec(
        otherWidth, heads, layers, otherFf, dropout, scale, norm, positions, maxPositions);
  }

  @Override
  public int embeddingSize() {
    return dModel;
  }

  @Override
  public int stateSize() {
    return dModel;
  }

  @Override
  public <T> T match(
      Function<RnnEncoderSpec, T> rnn, Function<TransformerEncoderSpec, T> transformer) {
    return transformer.apply(this);
  }
}
