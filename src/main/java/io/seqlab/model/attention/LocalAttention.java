package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.model.TransformerSpec;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;
import java.util.Arrays;

/**
 * Multi-head self-attention to the positions at most w away (sliding window of Beltagy et al. 2020,
 * section 3.1): softmax over |i − j| ≤ w, or 0 ≤ i − j ≤ w if causal; {@link MultiHeadAttention}
 * elsewhere. Time and memory are O(n·w) for n positions.
 *
 * <p>Implementation: queries in blocks of w positions attend to their own block and its neighbours,
 * M·w keys with M = 3, or 2 if causal; a bias hides those of them that are outside the window. A
 * step keeps the last w keys and values. Attention weights are not observed by hooks.
 */
public final class LocalAttention extends SelfAttention {
  /**
   * Hides a key; finite, so that the softmax of a position without any key, which is padding, is a
   * number. Its exponential is exactly 0.
   */
  private static final float HIDDEN = -1e9f;

  private final int window;
  private final boolean causal;
  private final double dropout;

  LocalAttention(TransformerSpec spec, boolean causal) {
    super(spec, spec.dModel(), spec.positions(), spec.scale());
    this.window = spec.window();
    this.causal = causal;
    this.dropout = spec.dropout();
  }

  /** The bias of scores, (B, 1, N, w, M·w) for N blocks. */
  @Override
  public NDArray mask(NDManager manager, int length, PaddingMask padding) {
    NDArray real = // (B, 1, T, 1)
        padding.bias() == null
            ? manager.ones(new Shape(1, 1, length, 1))
            : padding.headBias().exp().transpose(0, 1, 3, 2);
    NDArray keys = neighbours(blocks(real)).transpose(0, 1, 2, 4, 3); // (B, 1, N, 1, M·w)
    NDArray hidden = manager.full(new Shape(1), -HIDDEN);
    return keys.mul(hidden).sub(hidden).add(windowBias(manager, blockSize(window, length)));
  }

  @Override
  public NDArray headVectors(ForwardPass pass, NDArray queries, KeyValues memory, NDArray mask) {
    int block = blockSize(window, memory.length());
    NDArray q = blocks(queries); // (B, H, N, w, d_k)
    NDArray k = neighbours(blocks(memory.keys())); // (B, H, N, M·w, d_k)
    NDArray v = neighbours(blocks(memory.values()));
    NDArray vectors = heads(pass, q, new KeyValues(k, v), mask, -block); // (B, H, N, w, d_k)
    return SequenceBlocks.join(vectors, queries.getShape().get(2)); // (B, H, T, d_k)
  }

  @Override
  public AttentionCache emptyCache(NDManager manager, long batch) {
    return KeyValues.empty(manager, batch, heads(), headSize());
  }

  @Override
  public Step step(ForwardPass pass, NDArray x, AttentionCache past, int position) {
    KeyValues before = (KeyValues) past;
    NDArray q = queries(pass, x, position); // (B, H, 1, d_k)
    KeyValues all = before.append(keyValues(pass, x, position)); // at most w + 1 positions
    NDArray vectors = heads(pass, q, all, null, -before.length());
    return new Step(joined(pass, vectors, x), all.last(window));
  }

  /**
   * Attention of queries (…, X, d_k) to keys (…, Y, d_k).
   *
   * @param offset position of the first key minus that of the first query
   */
  private NDArray heads(
      ForwardPass pass, NDArray queries, KeyValues memory, NDArray bias, int offset) {
    int last = queries.getShape().dimension() - 1;
    int count = Math.toIntExact(memory.keys().getShape().get(last - 1));
    NDArray scores = queries.matMul(memory.keys().swapAxes(last - 1, last)); // (…, X, Y)
    if (relative().isPresent()) {
      scores = scores.add(relative().get().scores(pass, queries, count, offset));
    }
    NDArray weights = (bias == null ? scores : scores.add(bias)).softmax(-1);
    NDArray used = pass.dropout(weights, dropout);
    NDArray vectors = used.matMul(memory.values()); // (…, X, d_k)
    return relative().isPresent()
        ? vectors.add(relative().get().vectors(pass, used, offset))
        : vectors;
  }

  /** Positions in a block: w, or the whole sequence if that is shorter. */
  public static int blockSize(int window, int length) {
    return Math.min(window, length);
  }

  /** (B, H, T, X) in blocks, (B, H, N, w, X). */
  private NDArray blocks(NDArray x) {
    return SequenceBlocks.split(x, blockSize(window, Math.toIntExact(x.getShape().get(2))));
  }

  /** Each block after the one before it and, unless causal, before the next: (B, H, N, M·w, X). */
  private NDArray neighbours(NDArray blocks) {
    NDArray both = SequenceBlocks.previous(blocks).concat(blocks, 3);
    return causal ? both : both.concat(SequenceBlocks.next(blocks), 3);
  }

  /** 0 within the window of a query, hidden elsewhere, (w, M·w). */
  private NDArray windowBias(NDManager manager, int block) {
    int count = (causal ? 2 : 3) * block;
    float[] bias = new float[block * count];
    Arrays.fill(bias, HIDDEN);
    for (int i = 0; i < block; i++) {
      int first = Math.max(0, block + i - window);
      int end = Math.min(count, block + i + (causal ? 0 : window) + 1);
      Arrays.fill(bias, i * count + first, i * count + end, 0);
    }
    return manager.create(bias, new Shape(block, count));
  }
}
