package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.LayerNorm;
import io.seqlab.config.Norm;
import io.seqlab.config.TransformerEncoderSpec;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.core.Encoder;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.Padding;
import io.seqlab.model.core.Part;
import io.seqlab.model.core.PartList;
import io.seqlab.model.core.Pass;
import io.seqlab.model.core.PositionEncoding;
import io.seqlab.model.core.Summary;
import io.seqlab.model.core.TokenEmbedding;
import io.seqlab.model.core.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Layers of self-attention and feed-forward. The summary is the mean of the states of real tokens.
 */
public final class TransformerEncoder extends Encoder {
  private final Stem stem;
  private final PartList<Layer> layers;
  private final Optional<LayerNorm> norm;

  /** With an embedding of its own for V tokens, or one that belongs to another part. */
  public TransformerEncoder(
      TransformerEncoderSpec spec, int vocabulary, Optional<TokenEmbedding> tied) {
    TokenEmbedding embedding =
        tied.orElseGet(() -> child("embedding", new TokenEmbedding(vocabulary, spec.dModel())));
    stem =
        new Stem(
            embedding,
            child(
                "positions",
                new PositionEncoding(spec.positions(), spec.dModel(), spec.maxPositions())),
            spec.dropout());
    layers = child("layers", new PartList<>(spec.layers(), l -> new Layer(spec)));
    norm =
        spec.norm() == Norm.PRE ? Optional.of(layerNorm("norm", spec.dModel())) : Optional.empty();
  }

  private static final class Layer extends Part {
    private final MultiHeadAttention attention;
    private final LayerNorm attentionNorm;
    private final FeedForward feedForward;
    private final LayerNorm feedForwardNorm;
    private final Residual residual;

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
      residual = new Residual(spec.norm(), spec.dropout());
    }

    NDArray run(Pass pass, NDArray x, NDArray bias) {
      NDArray mixed =
          residual.around(
              pass,
              x,
              attentionNorm,
              y -> attention.attend(pass, y, attention.keyValues(pass, y), bias).vectors());
      return residual.around(pass, mixed, feedForwardNorm, y -> feedForward.transform(pass, y));
    }
  }

  @Override
  public TokenEmbedding embedding() {
    return stem.embedding();
  }

  @Override
  public Encoding encode(Pass pass, Tokens source) {
    NDArray x = stem.embed(pass, source.ids(), 0); // (B, S, d)
    Padding padding = source.padding();
    NDArray bias = padding.wideBias(); // (B, 1, 1, S)
    List<NDArray> outputs = new ArrayList<>();
    for (Layer layer : layers.all()) {
      x = layer.run(pass, x, bias);
      outputs.add(x);
    }
    if (norm.isPresent()) {
      x = Residual.normalise(pass, norm.get(), x);
      outputs.set(outputs.size() - 1, x);
    }
    NDArray mean = source.meanWeights().expandDims(1).matMul(x).squeeze(1); // (B, d)
    return new Encoding(outputs, padding, new Summary(List.of(mean), List.of()));
  }
}
