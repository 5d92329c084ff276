package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;

/**
 * Several heads for the attention of a recurrent decoder: multi-head attention (Vaswani et al.
 * 2017, section 3.2.2) whose query is the decoder state s, and whose keys and values are the
 * encoder states h_j:
 *
 * <pre>
 *   q_i = W_i^Q·s,  k_ij = W_i^K·h_j,  v_ij = W_i^V·h_j      for each head i, of width d_k = Q/H
 *   e_ij = score(q_i, k_ij),  α_i = softmax(e_i),  c_i = Σ_j α_ij·v_ij
 *   c = W^O·[c_1; …; c_H]
 * </pre>
 *
 * <p>With {@code scaled_dot} this is the paper's attention. c has the width D of the encoder
 * states, as with one head, which is not projected. A score function with weights has widths d_k,
 * and all heads share it. All projections have biases, as in PyTorch's MultiheadAttention.
 *
 * <p>Implementation: the heads are rows of the batch for the score function; the projections of all
 * heads are one linear layer each.
 */
final class ProjectedHeads extends SizedBlock {
  private final int heads; // H
  private final int headSize; // d_k
  private final Linear query; // W^Q
  private final Linear key; // W^K
  private final Linear value; // W^V
  private final Linear output; // W^O

  /** For queries of width Q and states of width D. */
  ProjectedHeads(int querySize, int stateSize, int heads) {
    this.heads = heads;
    headSize = querySize / heads;
    query = linear("query", querySize, querySize, true);
    key = linear("key", stateSize, querySize, true);
    value = linear("value", stateSize, querySize, true);
    output = linear("output", querySize, stateSize, true);
  }

  /** Keys of a score function (B, H, …) and values (B, H, S, d_k). */
  AttentionMemory memory(ForwardPass pass, Encoding encoding, ScoreFunction score) {
    NDArray states = encoding.states();
    NDArray k = score.keys(pass, rows(split(apply(key, states, pass)))); // (B·H, …)
    NDArray v = rows(split(apply(value, encoding.values(), pass))); // (B·H, S, d_k), contiguous
    return new AttentionMemory(unfolded(k), unfolded(v), encoding.padding());
  }

  /** Attends with queries s, (B, T, Q). */
  AttentionMemory.Output attend(
      ForwardPass pass, AttentionMemory memory, ScoreFunction score, NDArray queries) {
    NDArray q = rows(split(apply(query, queries, pass))); // (B·H, T, d_k)
    NDArray e = unfolded(score.scores(pass, q, rows(memory.keys()))); // (B, H, T, S)
    NDArray bias = memory.padding().headBias(); // (B, 1, 1, S)
    NDArray soft = (bias == null ? e : e.add(bias)).softmax(-1);
    NDArray alpha = pass.attentionHook().apply(score, soft, bias); // (B, H, T, S)
    NDArray c = concat(alpha.matMul(memory.values())); // (B, T, Q)
    return new AttentionMemory.Output(apply(output, c, pass), alpha.mean(new int[] {1}));
  }

  /** (B, L, Q) to (B, H, L, d_k). */
  private NDArray split(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), heads, headSize) // (B, L, H, d_k)
        .transpose(0, 2, 1, 3);
  }

  /** (B, H, L, d_k) to (B, L, Q). */
  private NDArray concat(NDArray x) {
    Shape shape = x.getShape();
    return x.transpose(0, 2, 1, 3) // (B, L, H, d_k)
        .reshape(shape.get(0), shape.get(2), (long) heads * headSize);
  }

  /** (B, H, …) to (B·H, …). */
  private static NDArray rows(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(new Shape(shape.get(0) * shape.get(1)).addAll(shape.slice(2)));
  }

  /** (B·H, …) to (B, H, …). */
  private NDArray unfolded(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(new Shape(shape.get(0) / heads, heads).addAll(shape.slice(1)));
  }
}
