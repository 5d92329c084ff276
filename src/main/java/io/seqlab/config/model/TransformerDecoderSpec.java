package io.seqlab.config.model;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.OptionalInt;

/** A Transformer decoder (Vaswani et al. 2017). */
@TypeName("transformer")
@Doc("A Transformer decoder")
public record TransformerDecoderSpec(
    @Doc("Width of embeddings and states") @Default("256") int dModel,
    @Doc("Number of attention heads; must divide d_model") @Default("4") int heads,
    @Doc("Number of layers") @Default("3") int layers,
    @Doc("Hidden width of the feed-forward layer") @Default("1024") int ff,
    @Doc("Dropout rate on embeddings, attention weights and sub-layer outputs") @Default("0.1")
        double dropout,
    @Doc("Whether attention scores are divided by the square root of the head width")
        @Default("true")
        boolean scale,
    @Doc("Placement of layer normalisation") @Default("post") NormPlacement norm,
    @Doc("Positional encoding") @Default("sinusoidal") PositionalEncoding positions,
    @Doc("Number of learned positions: the maximum sequence length with positions: learned")
        @Default("512")
        int maxPositions)
    implements DecoderSpec {

  public TransformerDecoderSpec {
    TransformerChecks.check(dModel, heads, layers, ff, dropout, maxPositions);
  }

  /** A copy with another model width and feed-forward width. */
  public TransformerDecoderSpec withSize(int newWidth, int newFf) {
    return new TransformerDecoderSpec(
        newWidth, heads, layers, newFf, dropout, scale, norm, positions, maxPositions);
  }

  @Override
  public int embeddingSize() {
    return dModel;
  }

  @Override
  public int outputSize(EncoderSpec encoder) {
    return dModel;
  }

  @Override
  public int selfAttentionHeads() {
    return layers * heads;
  }

  @Override
  public int sourceAttentionHeads() {
    return layers * heads;
  }

  @Override
  public OptionalInt maxLength() {
    return positions.maxLength(maxPositions);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.transformer().apply(this);
  }
}
