package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.SizedBlock;

/**
 * Multi-head attention with H heads of width d_k = d/H (Vaswani et al. 2017, section 3.2):
 *
 * <pre>
 *   Attention(Q, K, V) = softmax(Q·Kᵀ/√d_k + bias)·V                  (eq. 1)
 *   MultiHead(Q, K, V) = Concat(head_1, …, head_H)·W^O
 *   head_i = Attention(Q·W_i^Q, K·W_i^K, V·W_i^V)
 * </pre>
 *
 * <p>The bias masks: 0 where attention is allowed, −∞ elsewhere. All projections have biases, as in
 * PyTorch's MultiheadAttention.
 *
 * <p>Implementation: the projections of all heads are one linear layer each; queries are scaled
 * instead of scores, which are larger; keys and values are a separate call, so that a decoder
 * computes them once for a source.
 */
public final class MultiHeadAttention extends SizedBlock {
  private final Linear query; // W^Q
  private final Linear key; // W^K
  private final Linear value; // W^V
  private final Linear output; // W^O
  private final int heads;
  private final int headSize;
  private final boolean scale;
  private final double dropout;

  /**
   * Attention over a memory.
   *
   * @param width d, of queries and outputs
   * @param memorySize width of what keys and values are computed from
   * @param heads H
   * @param scale whether scores are divided by √d_k
   * @param dropout on attention weights
   */
  public MultiHeadAttention(int width, int memorySize, int heads, boolean scale, double dropout) {
    this.heads = heads;
    this.headSize = width / heads;
    this.scale = scale;
    this.dropout = dropout;
    query = linear("query", width, width, true);
    key = linear("key", memorySize, width, true);
    value = linear("value", memorySize, width, true);
    output = linear("output", width, width, true);
  }

  /** H. */
  public int heads() {
    return heads;
  }

  /** Projected keys and values of all heads, (B, H, S, d_k). */
  public record KeyValues(NDArray keys, NDArray values) {
    /** These, followed by those of later positions. */
    public KeyValues append(KeyValues next) {
      return new KeyValues(keys.concat(next.keys, 2), values.concat(next.values, 2));
    }

    /** Those of the selected sequences, in their order. */
    public KeyValues select(NDArray rows) {
      return new KeyValues(RowLookup.select(keys, rows), RowLookup.select(values, rows));
    }
  }

  /** Output vectors (B, T, d), and the attention weights of every head (B, H, T, S). */
  public record Output(NDArray vectors, NDArray weights) {}

  /** K·W^K and V·W^V of a memory (B, S, memorySize). */
  public KeyValues keyValues(ForwardPass pass, NDArray memory) {
    NDArray k = split(apply(key, memory, pass)); // (B, H, S, d_k)
    return new KeyValues(k, split(apply(value, memory, pass)));
  }

  /**
   * Attends with queries (B, T, d).
   *
   * @param bias broadcasts to the scores (B, H, T, S); null for none
   */
  public Output attend(ForwardPass pass, NDArray queries, KeyValues memory, NDArray bias) {
    NDArray projected = apply(query, queries, pass); // (B, T, d)
    NDArray q = split(scale ? scaled(projected) : projected); // (B, H, T, d_k)
    NDArray scores = q.matMul(memory.keys().transpose(0, 1, 3, 2)); // (B, H, T, S)
    NDArray soft = (bias == null ? scores : scores.add(bias)).softmax(-1); // (B, H, T, S)
    NDArray weights = pass.attentionHook().apply(this, soft, bias); // (B, H, T, S)
    NDArray heads = pass.dropout(weights, dropout).matMul(memory.values()); // (B, H, T, d_k)
    return new Output(apply(output, concat(heads), pass), weights); // (B, T, d)
  }

  /** x/√d_k. */
  private NDArray scaled(NDArray x) {
    return x.mul(x.getManager().full(new Shape(1), (float) (1 / Math.sqrt(headSize))));
  }

  private NDArray split(NDArray x) {
    Shape shape = x.getShape(); // (B, T, d)
    return x.reshape(shape.get(0), shape.get(1), heads, headSize) // (B, T, H, d_k)
        .transpose(0, 2, 1, 3); // (B, H, T, d_k)
  }

  private NDArray concat(NDArray x) {
    Shape shape = x.getShape(); // (B, H, T, d_k)
    return x.transpose(0, 2, 1, 3) // (B, T, H, d_k)
        .reshape(shape.get(0), shape.get(2), (long) heads * headSize); // (B, T, d)
  }
}
