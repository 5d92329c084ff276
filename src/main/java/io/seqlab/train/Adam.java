package io.seqlab.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.AdamSpec;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − α·m̂/(√v̂ + ε), where
 * m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ). Weight decay λ is added to the gradient, g + λw; for AdamW
 * (Loshchilov and Hutter 2019) it is taken off the weight instead, w − αλw.
 */
final class Adam extends Optimizer {
  private final AdamSpec spec;

  Adam(AdamSpec spec, NDManager manager, NDList weights, Workers workers) {
    super(manager, weights, List.of("first_moment", "second_moment"), workers);
    this.spec = spec;
  }

  @Override
  Update update(long step, double learningRate) {
    boolean decoupled = spec.type() == AdamSpec.Kind.ADAMW;
    float beta1 = (float) spec.beta1();
    float beta2 = (float) spec.beta2();
    float rest1 = (float) (1 - spec.beta1());
    float rest2 = (float) (1 - spec.beta2());
    float size = (float) (learningRate / (1 - Math.pow(spec.beta1(), (double) step)));
    float root = (float) (1 / Math.sqrt(1 - Math.pow(spec.beta2(), (double) step)));
    float epsilon = (float) spec.epsilon();
    float l2 = decoupled ? 0f : (float) spec.weightDecay();
    float keep = decoupled ? (float) (1 - learningRate * spec.weightDecay()) : 1f;
    return (block, slots) -> {
      FloatBuffer w = block.weight();
      FloatBuffer g = block.gradient();
      FloatBuffer m = slots.get(0);
      FloatBuffer v = slots.get(1);
      float scale = block.scale();
      for (int i = block.from(); i < block.to(); i++) {
        float weight = w.get(i);
        float gradient = g.get(i) * scale + l2 * weight;
        float first = beta1 * m.get(i) + rest1 * gradient;
        float second = beta2 * v.get(i) + rest2 * gradient * gradient;
        m.put(i, first);
        v.put(i, second);
        w.put(i, keep * weight - size * first / ((float) Math.sqrt(second) * root + epsilon));
        g.put(i, 0f);
      }
    };
  }
}
