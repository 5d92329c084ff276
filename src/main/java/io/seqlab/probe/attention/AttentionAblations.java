package io.seqlab.probe.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.AttentionHook;
import io.seqlab.model.core.SizedBlock;
import java.util.Collection;
import java.util.Random;

/** Other weights in the place of those that a model would attend with. */
final class AttentionAblations {
  private AttentionAblations() {}

  /** Every row of these parts is the same over all it may look at. */
  static AttentionHook flatten(Collection<SizedBlock> sites) {
    return (site, weights, bias) -> sites.contains(site) ? flat(weights, bias) : weights;
  }

  /** The softmax of the bias alone: 1/n over the n places allowed. */
  private static NDArray flat(NDArray weights, NDArray bias) {
    NDArray zeros = weights.zerosLike();
    return (bias == null ? zeros : zeros.add(bias)).softmax(-1);
  }

  /**
   * The weights of each row of these parts change places at random among the source tokens, anew
   * for every row.
   */
  static AttentionHook permute(Collection<SizedBlock> sites, Random random) {
    return (site, weights, bias) ->
        sites.contains(site) ? permuted(weights, bias, random) : weights;
  }

  private static NDArray permuted(NDArray weights, NDArray bias, Random random) {
    Shape shape = weights.getShape(); // (B, …, S)
    int width = Math.toIntExact(shape.get(shape.dimension() - 1));
    int batch = Math.toIntExact(shape.get(0));
    float[] values = weights.toFloatArray();
    float[] hidden = bias == null ? new float[batch * width] : bias.toFloatArray(); // (B, S)
    int rows = values.length / width;
    for (int r = 0; r < rows; r++) {
      int sequence = r / (rows / batch);
      int real = 0;
      while (real < width && hidden[sequence * width + real] == 0) {
        real++;
      }
      shuffle(values, r * width, real, random);
    }
    return weights.getManager().create(values, shape);
  }

  /** Fisher and Yates's shuffle of a part of an array. */
  private static void shuffle(float[] values, int from, int count, Random random) {
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float swapped = values[from + i];
      values[from + i] = values[from + j];
      values[from + j] = swapped;
    }
  }

  /** One head of a part, counted from 0, gives zeros. */
  static AttentionHook withoutHead(SizedBlock site, int head) {
    return (each, weights, bias) -> each == site ? without(weights, head) : weights;
  }

  private static NDArray without(NDArray weights, int head) {
    int heads = Math.toIntExact(weights.getShape().get(1)); // (B, H, T, S)
    float[] kept = new float[heads];
    for (int h = 0; h < heads; h++) {
      kept[h] = h == head ? 0 : 1;
    }
    return weights.mul(weights.getManager().create(kept, new Shape(1, heads, 1, 1)));
  }
}
