package io.seqlab.probe.retention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression with a ridge: the least mean of −log softmax(Wx)[label] plus
 * λ/2·‖W‖², over features of mean 0 and variance 1 and a constant. Steps are those of the bound
 * ½XᵀX/N + λI on the Hessian (Böhning 1992), with Nesterov's momentum; nothing in it is random.
 */
final class LinearProbe {
  private static final int STEPS = 300;

  private final NDManager manager;
  private final double ridge;

  /** Works on arrays of a manager, which keeps none of them. */
  LinearProbe(NDManager manager, double ridge) {
    this.manager = manager;
    this.ridge = ridge;
  }

  /** What is read, and what should be found in it. */
  @SuppressWarnings("ArrayRecordComponent") // features go to the engine; nobody compares them
  record Labelled(float[] features, int label) {}

  /** Learns from some examples and says the labels of others. */
  int[] labels(List<Labelled> train, List<Labelled> test) {
    int[] classes = train.stream().mapToInt(Labelled::label).distinct().sorted().toArray();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray raw = features(scratch, train); // (N, D)
      NDArray mean = raw.mean(new int[] {0}, true);
      NDArray deviation = raw.sub(mean).square().mean(new int[] {0}, true).sqrt();
      NDArray scale = deviation.add(deviation.eq(0).toType(DataType.FLOAT64, false)); // (1, D)
      NDArray weights = fit(design(raw, mean, scale), oneHot(scratch, train, classes));
      NDArray scores = design(features(scratch, test), mean, scale).matMul(weights); // (M, K)
      return Arrays.stream(scores.argMax(1).toLongArray())
          .mapToInt(k -> classes[Math.toIntExact(k)])
          .toArray();
    }
  }

  private static NDArray features(NDManager scratch, List<Labelled> examples) {
    int width = examples.get(0).features().length;
    double[] values = new double[examples.size() * width];
    int at = 0;
    for (Labelled example : examples) {
      for (float value : example.features()) {
        values[at++] = value;
      }
    }
    return scratch.create(values, new Shape(examples.size(), width));
  }

  /** Features of mean 0 and variance 1, and 1 in a column of its own, (N, D + 1). */
  private static NDArray design(NDArray raw, NDArray mean, NDArray scale) {
    NDArray one = raw.getManager().ones(new Shape(raw.getShape().get(0), 1), DataType.FLOAT64);
    return raw.sub(mean).div(scale).concat(one, 1);
  }

  /** 1 at the class of each example, (N, K). */
  private static NDArray oneHot(NDManager scratch, List<Labelled> examples, int[] classes) {
    double[] values = new double[examples.size() * classes.length];
    for (int i = 0; i < examples.size(); i++) {
      int k = Arrays.binarySearch(classes, examples.get(i).label());
      values[i * classes.length + k] = 1;
    }
    return scratch.create(values, new Shape(examples.size(), classes.length));
  }

  /** The weights (D + 1, K). */
  private NDArray fit(NDArray x, NDArray y) {
    long count = x.getShape().get(0);
    long width = x.getShape().get(1);
    NDArray transposed = x.transpose().div(count); // (D + 1, N)
    NDArray ridges = x.getManager().eye((int) width).toType(DataType.FLOAT64, false).mul(ridge);
    NDArray inverse = transposed.matMul(x).mul(0.5).add(ridges).inverse();
    NDArray weights = x.getManager().zeros(new Shape(width, y.getShape().get(1)), DataType.FLOAT64);
    NDArray ahead = weights;
    for (int step = 0; step < STEPS; step++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray errors = x.matMul(ahead).softmax(1).sub(y); // (N, K)
        NDArray gradient = transposed.matMul(errors).add(ahead.mul(ridge));
        NDArray next = ahead.sub(inverse.matMul(gradient));
        NDArray beyond = next.add(next.sub(weights).mul(step / (step + 3.0)));
        NDScope.unregister(next, beyond);
        weights.close();
        ahead.close();
        weights = next;
        ahead = beyond;
      }
    }
    return weights;
  }
}
