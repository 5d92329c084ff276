package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.TransformerSpec;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;
import java.util.Arrays;

/**
 * Multi-head attention with H heads of width d_k = d/H (Vaswani et al. 2017, section 3.2):
 *
 * <pre>
 *   Attention(Q, K, V) = softmax(Q·Kᵀ/√d_k + bias)·V                  (eq. 1)
 *   MultiHead(Q, K, V) = Concat(head_1, …, head_H)·W^O
 *   head_i = Attention(Q·W_i^Q, K·W_i^K, V·W_i^V)
 * </pre>
 *
 * <p>The bias masks: 0 where attention is allowed, −∞ elsewhere. With {@link RelativePositions},
 * keys and values also depend on the distance.
 */
public final class MultiHeadAttention extends SelfAttention implements CrossAttention {
  private final double dropout;
  private final boolean causal;

  private MultiHeadAttention(
      TransformerSpec spec, int memorySize, PositionalEncoding positions, boolean causal) {
    super(spec, memorySize, positions, spec.scale());
    this.dropout = spec.dropout();
    this.causal = causal;
  }

  /** Self-attention. */
  static MultiHeadAttention self(TransformerSpec spec, boolean causal) {
    return new MultiHeadAttention(spec, spec.dModel(), spec.positions(), causal);
  }

  /** Attention to states of a width. */
  public static MultiHeadAttention cross(TransformerSpec spec, int stateSize) {
    return new MultiHeadAttention(spec, stateSize, PositionalEncoding.NONE, false);
  }

  /** If causal, padding, which follows all tokens, is hidden already. */
  @Override
  public NDArray mask(NDManager manager, int length, PaddingMask padding) {
    return causal ? causalBias(manager, length) : padding.headBias();
  }

  @Override
  public NDArray headVectors(ForwardPass pass, NDArray queries, KeyValues memory, NDArray mask) {
    return headOutput(pass, queries, memory, mask, 0).vectors();
  }

  @Override
  public AttentionCache emptyCache(NDManager manager, long batch) {
    return KeyValues.empty(manager, batch, heads(), headSize());
  }

  @Override
  public Step step(ForwardPass pass, NDArray x, AttentionCache past, int position) {
    NDArray q = queries(pass, x, position); // (B, H, 1, d_k)
    KeyValues all = ((KeyValues) past).append(keyValues(pass, x, position));
    return new Step(joined(pass, headOutput(pass, q, all, null, position).vectors(), x), all);
  }

  /**
   * Positions x (B, T, d) after others, without positions that act in attention: vectors (B, T, d),
   * and keys and values of all positions.
   *
   * @param past keys and values of the others; null for none
   * @param mask broadcasts to (B, H, T, S), of all positions; null for none
   */
  public Step continueAfter(ForwardPass pass, NDArray x, KeyValues past, NDArray mask) {
    KeyValues now = keyValues(pass, x, 0); // (B, H, T, d_k)
    KeyValues all = past == null ? now : past.append(now);
    return new Step(joined(pass, headVectors(pass, queries(pass, x, 0), all, mask), x), all);
  }

  @Override
  public AttentionCache memory(ForwardPass pass, Encoding encoding) {
    return keyValues(pass, encoding);
  }

  @Override
  public Output attend(ForwardPass pass, NDArray queries, AttentionCache memory, NDArray bias) {
    Output heads = headOutput(pass, queries(pass, queries, 0), (KeyValues) memory, bias, 0);
    return new Output(joined(pass, heads.vectors(), queries), heads.weights());
  }

  /** Vectors (B, H, T, d_k) and weights, the queries being positions first, first + 1, … */
  private Output headOutput(
      ForwardPass pass, NDArray q, KeyValues memory, NDArray bias, int first) {
    NDArray scores = q.matMul(memory.keys().transpose(0, 1, 3, 2)); // (B, H, T, S)
    if (relative().isPresent()) {
      scores = scores.add(relative().get().scores(pass, q, memory.length(), -first));
    }
    NDArray soft = (bias == null ? scores : scores.add(bias)).softmax(-1); // (B, H, T, S)
    NDArray weights = pass.attentionHook().apply(this, soft, bias); // (B, H, T, S)
    NDArray used = pass.dropout(weights, dropout);
    NDArray vectors = used.matMul(memory.values()); // (B, H, T, d_k)
    if (relative().isPresent()) {
      vectors = vectors.add(relative().get().vectors(pass, used, -first));
    }
    return new Output(vectors, weights);
  }

  /** 0 where position t may attend to position s ≤ t, −∞ elsewhere, (T, T). */
  public static NDArray causalBias(NDManager manager, int length) {
    float[] bias = new float[length * length];
    for (int t = 0; t < length; t++) {
      Arrays.fill(bias, t * length + t + 1, (t + 1) * length, Float.NEGATIVE_INFINITY);
    }
    return manager.create(bias, new Shape(length, length));
  }
}
