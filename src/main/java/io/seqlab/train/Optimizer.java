package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.training.OptimizerSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An optimizer: updates weights along their gradients. Its state can be saved and restored.
 *
 * <p>Implementation: updates run in Java on the memory of the arrays, block by block, which is
 * several times faster than native operations on each array.
 */
public abstract class Optimizer {
  /** Values per task. */
  private static final int BLOCK = 1 << 16;

  private final List<HostArray> weights = new ArrayList<>();
  private final List<List<HostArray>> state = new ArrayList<>();
  private final NDList stateArrays = new NDList();
  private final OptimizerThreads threads;

  Optimizer(NDManager manager, NDList arrays, List<String> slots, OptimizerThreads threads) {
    this.threads = threads;
    for (NDArray array : arrays) {
      weights.add(HostArray.of(array));
      List<HostArray> own = new ArrayList<>();
      for (String slot : slots) {
        NDArray zeros = manager.zeros(new Shape(array.getShape().getShape()));
        zeros.setName(slot + "." + array.getName());
        stateArrays.add(zeros);
        own.add(HostArray.of(zeros));
      }
      state.add(own);
    }
  }

  /** The optimizer of a definition, over named weights. */
  public static Optimizer of(
      OptimizerSpec spec, NDManager manager, NDList weights, OptimizerThreads threads) {
    return spec.match(
        new OptimizerSpec.Cases<>(
            adam -> new Adam(adam, manager, weights, threads),
            sgd -> new Sgd(sgd, manager, weights, threads)));
  }

  /** State arrays, by name, such as {@code momentum.encoder.embedding.weight}. */
  public final NDList state() {
    return stateArrays;
  }

  /**
   * One step.
   *
   * @param step number, counted from 1
   * @param learningRate of this step
   * @param gradients of the weights, in the same order
   */
  final void step(long step, double learningRate, Gradients gradients) {
    Update update = update(step, learningRate);
    List<Runnable> tasks = new ArrayList<>();
    for (int p = 0; p < weights.size(); p++) {
      FloatBuffer weight = weights.get(p).values();
      FloatBuffer gradient = gradients.host().get(p).values();
      List<FloatBuffer> slots = state.get(p).stream().map(HostArray::values).toList();
      for (int from = 0; from < weight.limit(); from += BLOCK) {
        Block block =
            new Block(weight, gradient, slots, from, Math.min(weight.limit(), from + BLOCK));
        tasks.add(() -> block.apply(update, gradients.scale()));
      }
    }
    threads.run(tasks);
    weights.forEach(HostArray::commit);
    state.forEach(slots -> slots.forEach(HostArray::commit));
  }

  /**
   * The values [from, to) of one array, updated in tiles: Java arrays that fit into the L1 cache,
   * because Java compiles loops to vector instructions only over its own arrays.
   */
  private record Block(
      FloatBuffer weight, FloatBuffer gradient, List<FloatBuffer> slots, int from, int to) {
    private static final int TILE = 1024;

    void apply(Update update, float scale) {
      float[] w = new float[TILE];
      float[] g = new float[TILE];
      float[][] s = new float[slots.size()][TILE];
      for (int at = from; at < to; at += TILE) {
        int n = Math.min(TILE, to - at);
        weight.get(at, w, 0, n);
        gradient.get(at, g, 0, n);
        for (int k = 0; k < s.length; k++) {
          slots.get(k).get(at, s[k], 0, n);
        }
        for (int i = 0; i < n; i++) {
          g[i] *= scale;
        }
        update.apply(w, g, s, n);
        weight.put(at, w, 0, n);
        for (int k = 0; k < s.length; k++) {
          slots.get(k).put(at, s[k], 0, n);
        }
      }
    }
  }

  /** Updates the first n weights and their state; may overwrite the gradient. */
  @FunctionalInterface
  interface Update {
    void apply(float[] weight, float[] gradient, float[][] slots, int n);
  }

  /** The update rule of one step. */
  abstract Update update(long step, double learningRate);
}
