package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.TransformerSpec;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.SizedBlock;
import java.util.Optional;

/**
 * Attention of a sequence to itself, with H heads of width d_k = d/H: all positions at once, or one
 * after those before it, with the same result. Holds the projections of all heads, each one linear
 * layer with bias, as in PyTorch's MultiheadAttention; subclasses differ in how a head attends.
 */
public abstract class SelfAttention extends SizedBlock {
  private final Linear query; // W^Q
  private final Linear key; // W^K
  private final Linear value; // W^V
  private final Linear output; // W^O
  private final int heads;
  private final int headSize;
  private final boolean scale;
  private final boolean rotary;
  private final Optional<RelativePositions> relative;

  /**
   * The projections.
   *
   * @param memorySize width of what keys and values are computed from
   * @param positions of the sequence, if they act in self-attention
   * @param scale whether queries are divided by √d_k
   */
  SelfAttention(TransformerSpec spec, int memorySize, PositionalEncoding positions, boolean scale) {
    this.scale = scale;
    int width = spec.dModel();
    heads = spec.heads();
    headSize = spec.headSize();
    query = linear("query", width, width, true);
    key = linear("key", memorySize, width, true);
    value = linear("value", memorySize, width, true);
    output = linear("output", width, width, true);
    rotary = positions == PositionalEncoding.ROTARY;
    relative =
        positions == PositionalEncoding.RELATIVE
            ? Optional.of(child("relative", new RelativePositions(spec.maxDistance(), headSize)))
            : Optional.empty();
  }

  /**
   * The self-attention of a definition.
   *
   * @param causal whether no position attends to a later one
   */
  public static SelfAttention of(TransformerSpec spec, boolean causal) {
    return switch (spec.selfAttention()) {
      case FULL -> MultiHeadAttention.self(spec, causal);
      case LOCAL -> new LocalAttention(spec, causal);
      case LINEAR -> LinearAttention.self(spec, causal);
    };
  }

  /** H. */
  public int heads() {
    return heads;
  }

  /**
   * The mask of a batch of sequences, computed once for all layers; null if none is needed.
   *
   * @param length T
   */
  public abstract NDArray mask(NDManager manager, int length, PaddingMask padding);

  /**
   * How heads attend, without projections: vectors (B, H, T, d_k) of queries (B, H, T, d_k).
   *
   * @param mask from {@link #mask}
   */
  public abstract NDArray headVectors(
      ForwardPass pass, NDArray queries, KeyValues memory, NDArray mask);

  /** All positions of x (B, T, d), the first being position 0: (B, T, d). */
  public NDArray attend(ForwardPass pass, NDArray x, NDArray mask) {
    KeyValues memory = keyValues(pass, x, 0); // (B, H, T, d_k)
    NDArray q = queries(pass, x, 0); // (B, H, T, d_k)
    return joined(pass, headVectors(pass, q, memory, mask), x); // (B, T, d)
  }

  /** The cache before the first position. */
  public abstract AttentionCache emptyCache(NDManager manager, long batch);

  /**
   * The result of one position.
   *
   * @param vectors (B, 1, d)
   * @param cache with this position
   */
  public record Step(NDArray vectors, AttentionCache cache) {}

  /**
   * One position, which attends to those before it and itself.
   *
   * @param x (B, 1, d)
   * @param past cache of the positions before it
   * @param position its number, from 0
   */
  public abstract Step step(ForwardPass pass, NDArray x, AttentionCache past, int position);

  /**
   * Vectors whose products are the scores, with the positions that act on them; not with {@code
   * relative} positions, which act on scores.
   *
   * @param queries divided by √d_k, (B, H, T, d_k)
   * @param keys (B, H, T, d_k)
   */
  public record QueriesAndKeys(NDArray queries, NDArray keys) {}

  /** Queries and keys of all positions of x (B, T, d), the first being position 0. */
  public QueriesAndKeys queriesAndKeys(ForwardPass pass, NDArray x) {
    return new QueriesAndKeys(queries(pass, x, 0), keyValues(pass, x, 0).keys());
  }

  /** d_k. */
  final int headSize() {
    return headSize;
  }

  final Optional<RelativePositions> relative() {
    return relative;
  }

  /**
   * x·W^Q of positions first, first + 1, …, divided by √d_k, (B, H, T, d_k): queries are scaled
   * instead of scores, which are larger.
   */
  final NDArray queries(ForwardPass pass, NDArray x, int first) {
    NDArray projected = apply(query, x, pass); // (B, T, d)
    return rotated(split(scale ? scaled(projected) : projected, x), first);
  }

  /** x·W^K and x·W^V of positions first, first + 1, … */
  final KeyValues keyValues(ForwardPass pass, NDArray x, int first) {
    NDArray k = rotated(split(apply(key, x, pass), x), first); // (B, H, T, d_k)
    return new KeyValues(k, split(apply(value, x, pass), x));
  }

  /** h·W^K of the states h and v·W^V of the values v of an encoder. */
  final KeyValues keyValues(ForwardPass pass, Encoding encoding) {
    NDArray k = split(apply(key, encoding.states(), pass), encoding.states()); // (B, H, S, d_k)
    NDArray v = split(apply(value, encoding.values(), pass), encoding.values()); // (B, H, S, d_k)
    return new KeyValues(contiguous(k), contiguous(v));
  }

  /**
   * The vectors of all heads (B, H, T, d_k), concatenated and projected by W^O: (B, T, d).
   *
   * @param x the queries' sequence, (B, T, …)
   */
  final NDArray joined(ForwardPass pass, NDArray vectors, NDArray x) {
    long batch = x.getShape().get(0);
    long length = x.getShape().get(1);
    NDArray byPosition = length == 1 ? vectors : vectors.transpose(0, 2, 1, 3); // (B, T, H, d_k)
    return apply(output, byPosition.reshape(batch, length, (long) heads * headSize), pass);
  }

  private NDArray rotated(NDArray x, int first) {
    return rotary ? RotaryPositions.rotate(x, first) : x;
  }

  /** x/√d_k. */
  private NDArray scaled(NDArray x) {
    return x.mul(x.getManager().full(new Shape(1), (float) (1 / Math.sqrt(headSize))));
  }

  /** Copies x (B, H, S, d_k) of all heads once; matrix products of every step would copy a view. */
  private static NDArray contiguous(NDArray x) {
    Shape shape = x.getShape();
    Shape rows = new Shape(shape.get(0) * shape.get(1)).addAll(shape.slice(2)); // (B·H, S, d_k)
    return x.reshape(rows).reshape(shape);
  }

  /**
   * Heads (B, H, T, d_k) of a projection (B, T, d) of the sequence x (B, T, …), whose shape need
   * not be asked of the native library again.
   */
  private NDArray split(NDArray projection, NDArray x) {
    long batch = x.getShape().get(0);
    long length = x.getShape().get(1);
    return length == 1
        ? projection.reshape(batch, heads, 1, headSize)
        : projection.reshape(batch, length, heads, headSize).transpose(0, 2, 1, 3);
  }
}
