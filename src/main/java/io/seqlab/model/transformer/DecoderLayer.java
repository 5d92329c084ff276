package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.LayerNorm;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.attention.MultiHeadAttention.KeyValues;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;

/**
 * One layer of a Transformer decoder (Vaswani et al. 2017, section 3.1, figure 1 right): causal
 * self-attention, attention to the encoder's states, and feed-forward, each with a {@link
 * ResidualConnection}.
 */
final class DecoderLayer extends SizedBlock {
  private final MultiHeadAttention selfAttention;
  private final LayerNorm selfAttentionNorm;
  private final MultiHeadAttention crossAttention;
  private final LayerNorm crossAttentionNorm;
  private final FeedForward feedForward;
  private final LayerNorm feedForwardNorm;
  private final ResidualConnection residual;

  DecoderLayer(TransformerDecoderSpec spec, int stateSize) {
    int d = spec.dModel();
    selfAttention = child("self_attention", attention(spec, d));
    selfAttentionNorm = layerNorm("self_attention_norm", d);
    crossAttention = child("cross_attention", attention(spec, stateSize));
    crossAttentionNorm = layerNorm("cross_attention_norm", d);
    feedForward = child("feed_forward", new FeedForward(d, spec.ff(), spec.dropout()));
    feedForwardNorm = layerNorm("feed_forward_norm", d);
    residual = new ResidualConnection(spec.norm(), spec.dropout());
  }

  private static MultiHeadAttention attention(TransformerDecoderSpec spec, int memorySize) {
    return new MultiHeadAttention(
        spec.dModel(), memorySize, spec.heads(), spec.scale(), spec.dropout());
  }

  MultiHeadAttention crossAttention() {
    return crossAttention;
  }

  /** Keys and values of the encoder's states (B, S, D), computed once for all steps. */
  KeyValues sourceKeyValues(ForwardPass pass, NDArray states) {
    return crossAttention.keyValues(pass, states);
  }

  /**
   * The result of a layer.
   *
   * @param vectors (B, T, d)
   * @param own keys and values of self-attention for all positions so far
   * @param sourceWeights attention weights over the source, (B, H, T, S)
   */
  record Output(NDArray vectors, KeyValues own, NDArray sourceWeights) {}

  /**
   * T positions: all under teacher forcing, or one after a cached past.
   *
   * @param x (B, T, d)
   * @param past keys and values of self-attention for earlier positions; null for none
   * @param causalBias (T, T), −∞ at later positions; null for none
   * @param source keys and values of the encoder's states
   * @param sourceBias (B, 1, 1, S), −∞ at padding; null for none
   */
  Output forward(
      ForwardPass pass,
      NDArray x,
      KeyValues past,
      NDArray causalBias,
      KeyValues source,
      NDArray sourceBias) {
    NDArray y = residual.input(pass, selfAttentionNorm, x);
    KeyValues now = selfAttention.keyValues(pass, y);
    KeyValues own = past == null ? now : past.append(now);
    NDArray self = selfAttention.attend(pass, y, own, causalBias).vectors();
    NDArray a = residual.output(pass, selfAttentionNorm, x, self); // (B, T, d)

    NDArray query = residual.input(pass, crossAttentionNorm, a);
    MultiHeadAttention.Output cross = crossAttention.attend(pass, query, source, sourceBias);
    NDArray b = residual.output(pass, crossAttentionNorm, a, cross.vectors()); // (B, T, d)

    NDArray ff = feedForward.forward(pass, residual.input(pass, feedForwardNorm, b));
    NDArray vectors = residual.output(pass, feedForwardNorm, b, ff); // (B, T, d)
    return new Output(vectors, own, cross.weights());
  }
}
