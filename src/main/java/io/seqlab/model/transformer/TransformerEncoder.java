package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.LayerNorm;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.attention.MultiHeadAttention.KeyValues;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Encoder;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.SourceSummary;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Transformer encoder (Vaswani et al. 2017, section 3.1, figure 1 left): layers of
 * self-attention and feed-forward; with pre-norm, LayerNorm after the last. The summary, for
 * decoders that need one, is the mean of the states of all tokens.
 */
public final class TransformerEncoder extends Encoder {
  private final InputEmbedding inputEmbedding;
  private final BlockList<Layer> layers;
  private final Optional<LayerNorm> norm;

  /** With its own embedding of V tokens, or the tied one of the decoder. */
  public TransformerEncoder(
      TransformerEncoderSpec spec, int vocabulary, Optional<TokenEmbedding> tied) {
    TokenEmbedding embedding =
        tied.orElseGet(() -> child("embedding", new TokenEmbedding(vocabulary, spec.dModel())));
    inputEmbedding =
        new InputEmbedding(
            embedding,
            child(
                "positions",
                new PositionalEncodingLayer(spec.positions(), spec.dModel(), spec.maxPositions())),
            spec.dropout());
    layers = child("layers", new BlockList<>(spec.layers(), l -> new Layer(spec)));
    norm =
        spec.norm() == NormPlacement.PRE
            ? Optional.of(layerNorm("norm", spec.dModel()))
            : Optional.empty();
  }

  /** Self-attention and feed-forward, each with a {@link ResidualConnection}. */
  private static final class Layer extends SizedBlock {
    private final MultiHeadAttention attention;
    private final LayerNorm attentionNorm;
    private final FeedForward feedForward;
    private final LayerNorm feedForwardNorm;
    private final ResidualConnection residual;

    Layer(TransformerEncoderSpec spec) {
      int d = spec.dModel();
      attention =
          child(
              "self_attention",
              new MultiHeadAttention(d, d, spec.heads(), spec.scale(), spec.dropout()));
      attentionNorm = layerNorm("self_attention_norm", d);
      feedForward = child("feed_forward", new FeedForward(d, spec.ff(), spec.dropout()));
      feedForwardNorm = layerNorm("feed_forward_norm", d);
      residual = new ResidualConnection(spec.norm(), spec.dropout());
    }

    /** (B, S, d) to (B, S, d). */
    NDArray forward(ForwardPass pass, NDArray x, NDArray paddingBias) {
      NDArray y = residual.input(pass, attentionNorm, x);
      KeyValues own = attention.keyValues(pass, y);
      NDArray self = attention.attend(pass, y, own, paddingBias).vectors();
      NDArray a = residual.output(pass, attentionNorm, x, self);
      NDArray ff = feedForward.forward(pass, residual.input(pass, feedForwardNorm, a));
      return residual.output(pass, feedForwardNorm, a, ff);
    }
  }

  @Override
  public TokenEmbedding embedding() {
    return inputEmbedding.embedding();
  }

  @Override
  public double embeddingScale() {
    return inputEmbedding.scale();
  }

  @Override
  public Encoding encode(ForwardPass pass, TokenBatch source) {
    NDArray x = inputEmbedding.embed(pass, source.ids(), 0); // (B, S, d)
    PaddingMask padding = source.padding();
    NDArray paddingBias = padding.headBias(); // (B, 1, 1, S)
    List<NDArray> states = new ArrayList<>();
    for (Layer layer : layers.all()) {
      x = layer.forward(pass, x, paddingBias); // (B, S, d)
      states.add(x);
    }
    if (norm.isPresent()) {
      x = ResidualConnection.normalize(pass, norm.get(), x);
      states.set(states.size() - 1, x);
    }
    NDArray weights = source.meanWeights().toType(x.getDataType(), false); // (B, S)
    NDArray mean = weights.expandDims(1).matMul(x).squeeze(1); // (B, d)
    return new Encoding(states, padding, new SourceSummary(List.of(mean), List.of()));
  }
}
