package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.Locale;
import java.util.OptionalInt;

/** A Transformer decoder (Vaswani et al. 2017). */
@TypeName("transformer")
@Doc("A Transformer decoder")
public record TransformerDecoderSpec(
    @Doc("Width of embeddings and states") @Default("256") int dModel,
    @Doc("Number of attention heads; must divide d_model") @Default("4") int heads,
    @Doc("Number of layers") @Default("3") int layers,
    @Doc("Hidden width of the feed-forward layer; 0 removes the layer") @Default("1024") int ff,
    @Doc("Dropout rate on embeddings, attention weights and sub-layer outputs") @Default("0.1")
        double dropout,
    @Doc("Whether attention scores are divided by the square root of the head width")
        @Default("true")
        boolean scale,
    @Doc("Placement of normalisation") @Default("post") NormPlacement norm,
    @Doc("Normalisation") @Default("layer") NormType normType,
    @Doc("Activation of the feed-forward layer") @Default("relu") FeedForwardActivation activation,
    @Doc("Whether the input of each sub-layer is added to its output") @Default("true")
        boolean residual,
    @Doc("Positional encoding") @Default("sinusoidal") PositionalEncoding positions,
    @Doc("Number of learned positions: the maximum sequence length with positions: learned")
        @Default("512")
        int maxPositions,
    @Doc("The farthest distance with its own vectors with positions: relative") @Default("16")
        int maxDistance,
    @Doc("Self-attention") @Default("full") AttentionKind selfAttention,
    @Doc("Positions to each side that self_attention: local reads") @Default("16") int window,
    @Doc(
            "Whether each position is hidden from those before it; false shows the leak: training reads the word to predict, decoding only the words so far")
        @Default("true")
        boolean causal,
    @Doc("Attention to the encoder's states") @Default("full") AttentionKind crossAttention)
    implements DecoderSpec, TransformerSpec {

  public TransformerDecoderSpec {
    TransformerChecks.sizes(dModel, heads, layers, ff, dropout, maxPositions);
    TransformerChecks.selfAttention(selfAttention, window, positions, maxDistance, dModel / heads);
    require(
        causal || selfAttention == AttentionKind.FULL,
        "causal",
        "causal: false requires self_attention: full, not %s",
        selfAttention.name().toLowerCase(Locale.ROOT));
    require(
        crossAttention != AttentionKind.LOCAL,
        "cross_attention",
        "cross_attention: local is impossible: a target position has no position in the source to be near to; use full or linear");
  }

  /** A copy with another model width and feed-forward width. */
  public TransformerDecoderSpec withSize(int newWidth, int newFf) {
    return new TransformerDecoderSpec(
        newWidth,
        heads,
        layers,
        newFf,
        dropout,
        scale,
        norm,
        normType,
        activation,
        residual,
        positions,
        maxPositions,
        maxDistance,
        selfAttention,
        window,
        causal,
        crossAttention);
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
    return selfAttention.formsWeights() ? layers * heads : 0;
  }

  @Override
  public int sourceAttentionHeads() {
    return crossAttention.formsWeights() ? layers * heads : 0;
  }

  @Override
  public OptionalInt maxLength() {
    return positions.maxLength(maxPositions);
  }

  @Override
  public boolean readsFollowing() {
    return !causal;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.transformer().apply(this);
  }
}
