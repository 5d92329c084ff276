package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.model.AttentionKind;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.config.model.TransformerSpec;
import io.seqlab.model.attention.AttentionCache;
import io.seqlab.model.attention.CrossAttention;
import io.seqlab.model.attention.KeyValues;
import io.seqlab.model.attention.LinearAttention;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.attention.SelfAttention;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.SizedBlock;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One layer of a Transformer (Vaswani et al. 2017, section 3.1, figure 1): self-attention, in a
 * decoder attention to the encoder's states, and feed-forward unless ff is 0, each with a {@link
 * ResidualConnection}.
 */
final class TransformerLayer extends SizedBlock {
  private final TransformerSpec spec;
  private final SelfAttention selfAttention;
  private final ResidualConnection selfResidual;
  private final Optional<CrossAttention> crossAttention;
  private final Optional<ResidualConnection> crossResidual;
  private final Optional<FeedForward> feedForward;
  private final Optional<ResidualConnection> feedForwardResidual;

  private TransformerLayer(
      TransformerSpec spec, boolean causal, AttentionKind cross, OptionalInt stateSize) {
    this.spec = spec;
    selfAttention = child("self_attention", SelfAttention.of(spec, causal));
    selfResidual = residual("self_attention_norm");
    crossAttention =
        stateSize.isPresent() ? Optional.of(cross(cross, stateSize.getAsInt())) : Optional.empty();
    crossResidual = crossAttention.map(present -> residual("cross_attention_norm"));
    feedForward =
        spec.ff() > 0
            ? Optional.of(child("feed_forward", new FeedForward(spec)))
            : Optional.empty();
    feedForwardResidual = feedForward.map(present -> residual("feed_forward_norm"));
  }

  /** A layer of an encoder. */
  static TransformerLayer encoder(TransformerEncoderSpec spec) {
    return new TransformerLayer(spec, false, AttentionKind.FULL, OptionalInt.empty());
  }

  /** A layer of a decoder, behind encoder states of a width. */
  static TransformerLayer decoder(TransformerDecoderSpec spec, int stateSize) {
    return new TransformerLayer(
        spec, spec.causal(), spec.crossAttention(), OptionalInt.of(stateSize));
  }

  private CrossAttention cross(AttentionKind kind, int stateSize) {
    String name = "cross_attention";
    return switch (kind) {
      case FULL -> child(name, MultiHeadAttention.cross(spec, stateSize));
      case LINEAR -> child(name, LinearAttention.cross(spec, stateSize));
      case LOCAL -> throw new IllegalArgumentException("attention to a source is not local");
    };
  }

  private ResidualConnection residual(String norm) {
    return new ResidualConnection(
        spec,
        spec.norm() == NormPlacement.NONE
            ? null
            : normalization(norm, spec.normType(), spec.dModel()));
  }

  SelfAttention selfAttention() {
    return selfAttention;
  }

  /** Attention to the source, in a decoder. */
  CrossAttention crossAttention() {
    return crossAttention.orElseThrow();
  }

  /** The mask of self-attention over T positions, computed once for all layers. */
  NDArray mask(NDManager manager, int length, PaddingMask padding) {
    return selfAttention.mask(manager, length, padding);
  }

  /** Queries and keys of self-attention for all positions of x (B, T, d). */
  SelfAttention.QueriesAndKeys queriesAndKeys(ForwardPass pass, NDArray x) {
    return selfAttention.queriesAndKeys(pass, selfResidual.input(pass, x));
  }

  /** The cache of self-attention before the first position. */
  AttentionCache emptyCache(NDManager manager, long batch) {
    return selfAttention.emptyCache(manager, batch);
  }

  /** The encoder's output, as attention to the source reads it. */
  AttentionCache memory(ForwardPass pass, Encoding encoding) {
    return crossAttention().memory(pass, encoding);
  }

  /**
   * The source, as a decoder layer reads it.
   *
   * @param memory from {@link #memory}
   * @param bias (B, 1, 1, S), −∞ at padding; null for none
   */
  record Source(AttentionCache memory, NDArray bias) {}

  /**
   * The result of a layer.
   *
   * @param vectors (B, T, d)
   * @param sourceWeights attention weights over the source, (B, H, T, S); null for none
   * @param cache of self-attention, after a step; null for all positions at once
   */
  record Output(NDArray vectors, NDArray sourceWeights, AttentionCache cache) {}

  /** All positions of x (B, S, d) in an encoder. */
  NDArray forward(ForwardPass pass, NDArray x, NDArray mask) {
    NDArray a = selfResidual.around(pass, x, y -> selfAttention.attend(pass, y, mask));
    return feedForward(pass, a); // (B, S, d)
  }

  /** All positions of x (B, T, d) in a decoder, under teacher forcing. */
  NDArray forward(ForwardPass pass, NDArray x, NDArray mask, Source source) {
    NDArray a = selfResidual.around(pass, x, y -> selfAttention.attend(pass, y, mask));
    return aboveSelfAttention(pass, a, source, null).vectors();
  }

  /**
   * One position in a decoder.
   *
   * @param x (B, 1, d)
   * @param past cache of the positions before it
   */
  Output step(ForwardPass pass, NDArray x, AttentionCache past, int position, Source source) {
    SelfAttention.Step self = selfAttention.step(pass, selfResidual.input(pass, x), past, position);
    NDArray a = selfResidual.output(pass, x, self.vectors()); // (B, 1, d)
    return aboveSelfAttention(pass, a, source, self.cache());
  }

  /**
   * Positions x (B, T, d) after others, in a layer of an encoder with full self-attention.
   *
   * @param past keys and values of the others; null for none
   */
  SelfAttention.Step continueAfter(ForwardPass pass, NDArray x, KeyValues past, NDArray mask) {
    MultiHeadAttention attention = (MultiHeadAttention) selfAttention;
    SelfAttention.Step self =
        attention.continueAfter(pass, selfResidual.input(pass, x), past, mask);
    NDArray a = selfResidual.output(pass, x, self.vectors()); // (B, T, d)
    return new SelfAttention.Step(feedForward(pass, a), self.cache());
  }

  private Output aboveSelfAttention(
      ForwardPass pass, NDArray x, Source source, AttentionCache cache) {
    ResidualConnection residual = crossResidual.orElseThrow();
    NDArray query = residual.input(pass, x);
    CrossAttention.Output cross =
        crossAttention().attend(pass, query, source.memory(), source.bias());
    NDArray b = residual.output(pass, x, cross.vectors()); // (B, T, d)
    return new Output(feedForward(pass, b), cross.weights(), cache);
  }

  private NDArray feedForward(ForwardPass pass, NDArray x) {
    return feedForward.isEmpty()
        ? x
        : feedForwardResidual
            .orElseThrow()
            .around(pass, x, y -> feedForward.get().forward(pass, y));
  }
}
