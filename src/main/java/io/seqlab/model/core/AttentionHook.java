package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;

/**
 * What a pass does with attention weights before values are averaged with them, for measures that
 * look at weights or put others in their place.
 */
@FunctionalInterface
public interface AttentionHook {
  /** Leaves all weights as they are. */
  AttentionHook NONE = (site, weights, bias) -> weights;

  /**
   * The weights to go on with.
   *
   * @param site the part that attends, by which one layer is told from another
   * @param weights (B, T, S), or (B, H, T, S) of several heads; each row sums to 1
   * @param bias 0 where a row may look, −∞ where not, broadcasting to the weights; null where it
   *     may look everywhere
   */
  NDArray apply(SizedBlock site, NDArray weights, NDArray bias);
}
