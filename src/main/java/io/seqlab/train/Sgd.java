package io.seqlab.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.training.SgdSpec;
import java.util.List;

/**
 * Stochastic gradient descent: u ← μu + g + λw, w ← w − α·u, with momentum μ and weight decay λ.
 */
final class Sgd extends Optimizer {
  private final SgdSpec spec;

  Sgd(SgdSpec spec, NDManager manager, NDList weights, OptimizerThreads threads) {
    super(manager, weights, spec.momentum() > 0 ? List.of("momentum") : List.of(), threads);
    this.spec = spec;
  }

  @Override
  Update update(long step, double learningRate) {
    float rate = (float) learningRate;
    float momentum = (float) spec.momentum();
    float decay = (float) spec.weightDecay();
    return (w, g, slots, n) -> {
      for (int i = 0; i < n; i++) {
        g[i] += decay * w[i];
      }
      float[] u = g;
      if (slots.length > 0) {
        u = slots[0];
        for (int i = 0; i < n; i++) {
          u[i] = momentum * u[i] + g[i];
        }
      }
      for (int i = 0; i < n; i++) {
        w[i] -= rate * u[i];
      }
    };
  }
}
