package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;

/**
 * Position-wise feed-forward network: FFN(x) = max(0, x·W_1 + b_1)·W_2 + b_2 (Vaswani et al. 2017,
 * eq. 2), with dropout on the hidden layer.
 */
final class FeedForward extends SizedBlock {
  private final Linear inner; // W_1, b_1
  private final Linear outer; // W_2, b_2
  private final double dropout;

  FeedForward(int width, int ff, double dropout) {
    this.dropout = dropout;
    inner = linear("inner", width, ff, true);
    outer = linear("outer", ff, width, true);
  }

  NDArray forward(ForwardPass pass, NDArray x) {
    NDArray hidden = Activation.relu(apply(inner, x, pass)); // (B, T, ff)
    return apply(outer, pass.dropout(hidden, dropout), pass); // (B, T, d)
  }
}
