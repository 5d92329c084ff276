package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;

/**
 * Attention with H heads of width d/H: softmax(QKᵀ/√(d/H) + bias)·V for each head, side by side,
 * then a linear layer (Vaswani et al. 2017, section 3.2.2).
 */
public final class MultiHeadAttention extends SizedBlock {
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final int heads;
  private final int headSize;
  private final boolean scale;
  private final double dropout;

  /**
   * Queries of width d; memory of width memorySize; whether scores are divided by √(d/H); dropout
   * on the weights.
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

  /** Keys and values of a memory, split into heads, (B, H, S, d/H). */
  public record KeyValues(NDArray keys, NDArray values) {}

  /** Attended vectors (B, T, d), and the weights of every head (B, H, T, S). */
  public record Attended(NDArray vectors, NDArray weights) {}

  /** Keys and values of a memory (B, S, memorySize). */
  public KeyValues keyValues(ForwardContext context, NDArray memory) {
    return new KeyValues(split(apply(key, memory, context)), split(apply(value, memory, context)));
  }

  /**
   * What queries (B, T, d) find; the bias is added to the scores and broadcasts to (B, H, T, S), or
   * is null.
   */
  public Attended attend(ForwardContext context, NDArray queries, KeyValues memory, NDArray bias) {
    NDArray projected = apply(query, queries, context);
    NDArray q = split(scale ? scaled(projected) : projected); // (B, H, T, d/H)
    NDArray scores = q.matMul(memory.keys().transpose(0, 1, 3, 2)); // (B, H, T, S)
    NDArray soft = (bias == null ? scores : scores.add(bias)).softmax(-1);
    NDArray weights = context.attention().apply(this, soft, bias);
    NDArray heads = context.dropout(weights, dropout).matMul(memory.values()); // (B, H, T, d/H)
    return new Attended(apply(output, join(heads), context), weights);
  }

  private NDArray scaled(NDArray x) {
    return x.mul(x.getManager().full(new Shape(1), (float) (1 / Math.sqrt(headSize))));
  }

  private NDArray split(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), heads, headSize)
        .transpose(0, 2, 1, 3); // (B, H, T, d/H)
  }

  private NDArray join(NDArray x) {
    Shape shape = x.getShape();
    return x.transpose(0, 2, 1, 3)
        .reshape(shape.get(0), shape.get(2), (long) heads * headSize); // (B, T, d)
  }
}
