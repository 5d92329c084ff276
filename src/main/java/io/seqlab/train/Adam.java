package io.seqlab.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.training.AdamSpec;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − α·m̂/(√v̂ + ε), where
 * m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ). Weight decay λ is added to the gradient, g + λw; for AdamW
 * (Loshchilov and Hutter 2019) it is subtracted from the weight instead, w − αλw.
 */
final class Adam extends Optimizer {
  private final AdamSpec spec;

  Adam(AdamSpec spec, NDManager manager, NDList weights, OptimizerThreads threads) {
    super(manager, weights, List.of("first_moment", "second_moment"), threads);
    this.spec = spec;
  }

  @Override
  Update update(long step, double learningRate) {
    boolean decoupled = spec.type() == AdamSpec.Kind.ADAMW;
    float beta1 = (float) spec.beta1();
    float beta2 = (float) spec.beta2();
    float oneMinusBeta1 = (float) (1 - spec.beta1());
    float oneMinusBeta2 = (float) (1 - spec.beta2());
    float stepSize = (float) (learningRate / (1 - Math.pow(spec.beta1(), (double) step)));
    float rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(spec.beta2(), (double) step)));
    float epsilon = (float) spec.epsilon();
    float l2 = decoupled ? 0f : (float) spec.weightDecay();
    float shrink = decoupled ? (float) (1 - learningRate * spec.weightDecay()) : 1f;
    return (w, g, slots, n) -> {
      float[] m = slots[0];
      float[] v = slots[1];
      for (int i = 0; i < n; i++) {
        g[i] += l2 * w[i];
      }
      for (int i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + oneMinusBeta1 * g[i];
      }
      for (int i = 0; i < n; i++) {
        v[i] = beta2 * v[i] + oneMinusBeta2 * g[i] * g[i];
      }
      for (int i = 0; i < n; i++) {
        w[i] =
            shrink * w[i] - stepSize * m[i] / ((float) Math.sqrt(v[i]) * rootCorrection + epsilon);
      }
    };
  }
}
