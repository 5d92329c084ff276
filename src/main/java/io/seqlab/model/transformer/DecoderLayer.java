package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.LayerNorm;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.attention.MultiHeadAttention.KeyValues;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;

/** One layer of a Transformer decoder. */
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
    selfAttention =
        child(
            "self_attention",
            new MultiHeadAttention(d, d, spec.heads(), spec.scale(), spec.dropout()));
    selfAttentionNorm = layerNorm("self_attention_norm", d);
    crossAttention =
        child(
            "cross_attention",
            new MultiHeadAttention(d, stateSize, spec.heads(), spec.scale(), spec.dropout()));
    crossAttentionNorm = layerNorm("cross_attention_norm", d);
    feedForward = child("feed_forward", new FeedForward(d, spec.ff(), spec.dropout()));
    feedForwardNorm = layerNorm("feed_forward_norm", d);
    residual = new ResidualConnection(spec.norm(), spec.dropout());
  }

  MultiHeadAttention crossAttention() {
    return crossAttention;
  }

  /** What the layer looks up in the source, computed once for all steps. */
  KeyValues sourceKeyValues(ForwardContext context, NDArray states) {
    return crossAttention.keyValues(context, states);
  }

  /** All positions at once, (B, T, d). */
  NDArray run(
      ForwardContext context, NDArray x, NDArray causal, KeyValues source, NDArray sourceBias) {
    NDArray own =
        residual.around(
            context,
            x,
            selfAttentionNorm,
            y ->
                selfAttention
                    .attend(context, y, selfAttention.keyValues(context, y), causal)
                    .vectors());
    NDArray mixed =
        residual.around(
            context,
            own,
            crossAttentionNorm,
            y -> crossAttention.attend(context, y, source, sourceBias).vectors());
    return residual.around(context, mixed, feedForwardNorm, y -> feedForward.transform(context, y));
  }

  /**
   * One step: the vector (B, 1, d), the keys and values so far, and the source weights (B, S)
   * averaged over heads.
   */
  record Advance(NDArray x, KeyValues own, NDArray attention) {}

  /** One position (B, 1, d) after those whose keys and values are given. */
  Advance step(
      ForwardContext context, NDArray x, KeyValues before, KeyValues source, NDArray sourceBias) {
    return new Walk(context, before, source, sourceBias).over(x);
  }

  /** The results of one step that are not the vector itself. */
  private final class Walk {
    private final ForwardContext context;
    private final KeyValues before;
    private final KeyValues source;
    private final NDArray sourceBias;
    private KeyValues own;
    private NDArray weights;

    Walk(ForwardContext context, KeyValues before, KeyValues source, NDArray sourceBias) {
      this.context = context;
      this.before = before;
      this.source = source;
      this.sourceBias = sourceBias;
    }

    Advance over(NDArray x) {
      NDArray self = residual.around(context, x, selfAttentionNorm, this::attendToOwn);
      NDArray mixed = residual.around(context, self, crossAttentionNorm, this::attendToSource);
      NDArray out =
          residual.around(context, mixed, feedForwardNorm, y -> feedForward.transform(context, y));
      return new Advance(out, own, weights.mean(new int[] {1}).squeeze(1));
    }

    private NDArray attendToOwn(NDArray y) {
      KeyValues now = selfAttention.keyValues(context, y);
      own =
          new KeyValues(
              before.keys().concat(now.keys(), 2), before.values().concat(now.values(), 2));
      return selfAttention.attend(context, y, own, null).vectors();
    }

    private NDArray attendToSource(NDArray y) {
      MultiHeadAttention.Attended attended = crossAttention.attend(context, y, source, sourceBias);
      weights = attended.weights(); // (B, H, 1, S)
      return attended.vectors();
    }
  }
}
