package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;

/** max(0, xW₁ + b₁)W₂ + b₂, at each position alone (Vaswani et al. 2017, section 3.3). */
final class FeedForward extends SizedBlock {
  private final Linear inner;
  private final Linear outer;
  private final double dropout;

  FeedForward(int width, int ff, double dropout) {
    this.dropout = dropout;
    inner = linear("inner", width, ff, true);
    outer = linear("outer", ff, width, true);
  }

  NDArray transform(ForwardContext context, NDArray x) {
    return apply(
        outer, context.dropout(Activation.relu(apply(inner, x, context)), dropout), context);
  }
}
