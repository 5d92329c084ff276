package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.model.attention.SelfAttention;
import io.seqlab.model.core.BlockList;
import io.seqlab.model.core.Encoder;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.PositionalEncodingLayer;
import io.seqlab.model.core.SourceSummary;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Transformer encoder (Vaswani et al. 2017, section 3.1, figure 1 left): layers of
 * self-attention and feed-forward; with pre-norm, normalisation after the last. The summary, for
 * decoders that need one, is the mean of the states of all tokens.
 */
public final class TransformerEncoder extends Encoder {
  private final InputEmbedding inputEmbedding;
  private final BlockList<TransformerLayer> layers;
  private final Optional<Block> norm;

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
    layers = child("layers", new BlockList<>(spec.layers(), l -> TransformerLayer.encoder(spec)));
    norm =
        spec.norm() == NormPlacement.PRE
            ? Optional.of(normalization("norm", spec.normType(), spec.dModel()))
            : Optional.empty();
  }

  @Override
  public TokenEmbedding embedding() {
    return inputEmbedding.embedding();
  }

  @Override
  public double embeddingScale() {
    return inputEmbedding.scale();
  }

  /** Queries and keys of the first layer, which depend on the token and its position alone. */
  public SelfAttention.QueriesAndKeys firstQueriesAndKeys(ForwardPass pass, TokenBatch source) {
    return layers.get(0).queriesAndKeys(pass, inputEmbedding.embed(pass, source.ids(), 0));
  }

  @Override
  public Encoding encode(ForwardPass pass, TokenBatch source) {
    NDArray ids = source.ids();
    NDArray x = inputEmbedding.embed(pass, ids, 0); // (B, S, d)
    PaddingMask padding = source.padding();
    NDArray mask = layers.get(0).mask(ids.getManager(), source.width(), padding);
    List<NDArray> states = new ArrayList<>();
    for (TransformerLayer layer : layers.all()) {
      x = layer.forward(pass, x, mask); // (B, S, d)
      states.add(x);
    }
    if (norm.isPresent()) {
      x = ResidualConnection.normalize(pass, norm.get(), x);
      states.set(states.size() - 1, x);
    }
    return new Encoding(states, padding, SourceSummary.mean(x, source));
  }
}
