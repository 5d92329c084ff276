package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.LayerNorm;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Encoder;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
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
 * Layers of self-attention and feed-forward. The summary is the mean of the states of real tokens.
 */
public final class TransformerEncoder extends Encoder {
  private final InputEmbedding stem;
  private final BlockList<Layer> layers;
  private final Optional<LayerNorm> norm;

  /** With an embedding of its own for V tokens, or one that belongs to another part. */
  public TransformerEncoder(
      TransformerEncoderSpec spec, int vocabulary, Optional<TokenEmbedding> tied) {
    TokenEmbedding embedding =
        tied.orElseGet(() -> child("embedding", new TokenEmbedding(vocabulary, spec.dModel())));
    stem =
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

  private static final class Layer extends SizedBlock {
    private final MultiHeadAttention attention;
    private final LayerNorm attentionNorm;
    private final FeedForward feedForward;
    private final LayerNorm feedForwardNorm;
    private final ResidualConnection residual;

    Layer(TransformerEncoderSpec spec) {
      attention =
          child(
              "self_attention",
              new MultiHeadAttention(
                  spec.dModel(), spec.dModel(), spec.heads(), spec.scale(), spec.dropout()));
      attentionNorm = layerNorm("self_attention_norm", spec.dModel());
      feedForward =
          child("feed_forward", new FeedForward(spec.dModel(), spec.ff(), spec.dropout()));
      feedForwardNorm = layerNorm("feed_forward_norm", spec.dModel());
      residual = new ResidualConnection(spec.norm(), spec.dropout());
    }

    NDArray run(ForwardContext context, NDArray x, NDArray bias) {
      NDArray mixed =
          residual.around(
              context,
              x,
              attentionNorm,
              y -> attention.attend(context, y, attention.keyValues(context, y), bias).vectors());
      return residual.around(
          context, mixed, feedForwardNorm, y -> feedForward.transform(context, y));
    }
  }

  @Override
  public TokenEmbedding embedding() {
    return stem.embedding();
  }

  @Override
  public EncoderOutput encode(ForwardContext context, TokenBatch source) {
    NDArray x = stem.embed(context, source.ids(), 0); // (B, S, d)
    PaddingMask padding = source.padding();
    NDArray bias = padding.wideBias(); // (B, 1, 1, S)
    List<NDArray> outputs = new ArrayList<>();
    for (Layer layer : layers.all()) {
      x = layer.run(context, x, bias);
      outputs.add(x);
    }
    if (norm.isPresent()) {
      x = ResidualConnection.normalise(context, norm.get(), x);
      outputs.set(outputs.size() - 1, x);
    }
    NDArray mean = source.meanWeights().expandDims(1).matMul(x).squeeze(1); // (B, d)
    return new EncoderOutput(outputs, padding, new SourceSummary(List.of(mean), List.of()));
  }
}
