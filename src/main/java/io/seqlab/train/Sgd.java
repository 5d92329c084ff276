package io.seqlab.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.SgdSpec;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Stochastic gradient descent: u ← μu + g + λw, w ← w − α·u, with momentum μ and weight decay λ.
 */
final class Sgd extends Optimizer {
  private final SgdSpec spec;

  Sgd(SgdSpec spec, NDManager manager, NDList weights, Workers workers) {
    super(manager, weights, spec.momentum() > 0 ? List.of("momentum") : List.of(), workers);
    this.spec = spec;
  }

  @Override
  Update update(long step, double learningRate) {
    float rate = (float) learningRate;
    float momentum = (float) spec.momentum();
    float decay = (float) spec.weightDecay();
    return (block, slots) -> {
      FloatBuffer w = block.weight();
      FloatBuffer g = block.gradient();
      for (int i = block.from(); i < block.to(); i++) {
        float update = g.get(i) * block.scale() + decay * w.get(i);
        if (!slots.isEmpty()) {
          update += momentum * slots.get(0).get(i);
          slots.get(0).put(i, update);
        }
        w.put(i, w.get(i) - rate * update);
        g.put(i, 0f);
      }
    };
  }
}
