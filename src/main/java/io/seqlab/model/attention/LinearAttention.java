package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.TransformerSpec;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.RowLookup;

/**
 * Linear attention (Katharopoulos et al. 2020, sections 3.2 and 3.3), φ(x) = elu(x) + 1:
 *
 * <pre>
 *   head(i) = φ(q_i)·S_i / (φ(q_i)·z_i)                                 (eq. 5, 9)
 *   S_i = Σ_j φ(k_j)·v_jᵀ,  z_i = Σ_j φ(k_j)                            (eq. 10, 11)
 * </pre>
 *
 * <p>j runs over all tokens, or j ≤ i if causal; then a step adds to S and z (section 3.4). Time
 * and memory are O(n·d_k). Neither scale nor dropout of weights applies, as no weights are formed;
 * hooks do not observe it.
 *
 * <p>Implementation: each value is extended by a 1, so that z is the last column of S, (d_k, d_k +
 * 1). The causal form of all positions goes by chunks of at most 64: products with earlier chunks
 * by the cumulative sum of their S, within a chunk by masked products. It is exact.
 */
public final class LinearAttention extends SelfAttention implements CrossAttention {
  private static final int CHUNK = 64;

  private final boolean causal;

  private LinearAttention(TransformerSpec spec, int memorySize, boolean causal) {
    super(spec, memorySize, PositionalEncoding.NONE, false);
    this.causal = causal;
  }

  /** Self-attention. */
  static LinearAttention self(TransformerSpec spec, boolean causal) {
    return new LinearAttention(spec, spec.dModel(), causal);
  }

  /** Attention to states of a width. */
  public static LinearAttention cross(TransformerSpec spec, int stateSize) {
    return new LinearAttention(spec, stateSize, false);
  }

  /** C, positions in a chunk of the causal form. */
  public static int chunkSize(int length) {
    return Math.min(CHUNK, length);
  }

  /** S with z as its last column, (B, H, d_k, d_k + 1). */
  private record Sums(NDArray sums) implements AttentionCache {
    @Override
    public Sums select(NDArray rows) {
      return new Sums(RowLookup.select(sums, rows));
    }

    @Override
    public NDList arrays() {
      return new NDList(sums);
    }
  }

  /** 1 at tokens and 0 at padding, (B, 1, T, 1); null if causal, or without padding. */
  @Override
  public NDArray mask(NDManager manager, int length, PaddingMask padding) {
    return causal ? null : tokens(padding);
  }

  private static NDArray tokens(PaddingMask padding) {
    return padding.bias() == null ? null : padding.headBias().exp().transpose(0, 1, 3, 2);
  }

  @Override
  public NDArray headVectors(ForwardPass pass, NDArray queries, KeyValues memory, NDArray mask) {
    NDArray q = features(queries); // (B, H, T, d_k)
    return normalized(causal ? causalProducts(q, memory) : q.matMul(sums(memory, mask)));
  }

  @Override
  public AttentionCache emptyCache(NDManager manager, long batch) {
    return new Sums(manager.zeros(new Shape(batch, heads(), headSize(), headSize() + 1L)));
  }

  @Override
  public Step step(ForwardPass pass, NDArray x, AttentionCache past, int position) {
    NDArray q = features(queries(pass, x, position)); // (B, H, 1, d_k)
    NDArray now = ((Sums) past).sums().add(sums(keyValues(pass, x, position), null));
    return new Step(joined(pass, normalized(q.matMul(now)), x), new Sums(now));
  }

  @Override
  public AttentionCache memory(ForwardPass pass, Encoding encoding) {
    return new Sums(sums(keyValues(pass, encoding), tokens(encoding.padding())));
  }

  @Override
  public Output attend(ForwardPass pass, NDArray queries, AttentionCache memory, NDArray bias) {
    NDArray q = features(queries(pass, queries, 0)); // (B, H, T, d_k)
    return new Output(joined(pass, normalized(q.matMul(((Sums) memory).sums())), queries), null);
  }

  /** φ(x) = elu(x) + 1. */
  private static NDArray features(NDArray x) {
    return Activation.elu(x, 1).add(x.getManager().ones(new Shape(1)));
  }

  /** [v; 1], (B, H, T, d_k + 1). */
  private static NDArray extended(NDArray values) {
    Shape shape = values.getShape();
    Shape one = new Shape(shape.get(0), shape.get(1), shape.get(2), 1);
    return values.concat(values.getManager().ones(one, values.getDataType()), 3);
  }

  /** S over all tokens, (B, H, d_k, d_k + 1). */
  private static NDArray sums(KeyValues memory, NDArray tokens) {
    NDArray k = features(memory.keys()); // (B, H, T, d_k)
    NDArray real = tokens == null ? k : k.mul(tokens);
    return real.transpose(0, 1, 3, 2).matMul(extended(memory.values()));
  }

  /** Numerators, divided by the denominators in their last column: (B, H, T, d_k). */
  private static NDArray normalized(NDArray fractions) {
    long size = fractions.getShape().get(3) - 1;
    return fractions
        .get(new NDIndex(":, :, :, :{}", size))
        .div(fractions.get(new NDIndex(":, :, :, {}:", size)));
  }

  /** φ(q_i)·S_i, where S_i sums over j ≤ i: (B, H, T, d_k + 1). */
  private static NDArray causalProducts(NDArray features, KeyValues memory) {
    long length = features.getShape().get(2);
    int size = chunkSize(Math.toIntExact(length));
    NDArray q = SequenceBlocks.split(features, size); // (B, H, N, C, d_k)
    NDArray k = // (B, H, N, d_k, C)
        SequenceBlocks.split(features(memory.keys()), size).transpose(0, 1, 2, 4, 3);
    NDArray v = SequenceBlocks.split(extended(memory.values()), size); // (B, H, N, C, d_k + 1)
    NDArray within = q.matMul(k).mul(lowerTriangle(q)).matMul(v);
    NDArray all = within.add(q.matMul(earlier(k.matMul(v)))); // (B, H, N, C, d_k + 1)
    return SequenceBlocks.join(all, length);
  }

  /** For each chunk, the sum over the chunks before it, (B, H, N, d_k, d_k + 1). */
  private static NDArray earlier(NDArray sums) {
    return SequenceBlocks.previous(sums).cumSum(2);
  }

  /** 1 where j ≤ i, else 0, (C, C). */
  private static NDArray lowerTriangle(NDArray chunks) {
    long size = chunks.getShape().get(3);
    NDArray positions = chunks.getManager().arange((int) size); // (C)
    return positions.expandDims(0).lte(positions.expandDims(1)).toType(chunks.getDataType(), false);
  }
}
