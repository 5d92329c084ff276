package io.seqlab.probe.retention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.seqlab.cancellation.Cancellation;
import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression with L2 regularisation. Minimises the mean of −log
 * softmax(Wx)[label], plus λ/2·‖W‖², over standardised features and a constant; the minimum is
 * unique. Each step uses the upper bound ½XᵀX/N + λI of the Hessian (Böhning 1992), with Nesterov
 * momentum; deterministic, in double precision.
 *
 * <p>Letters: N training and M test examples, D features, K classes.
 */
final class LinearProbe {
  private static final int STEPS = 300;

  private final NDManager manager;
  private final double ridge;
  private final Cancellation cancellation;

  /**
   * A probe with λ = {@code ridge}.
   *
   * @param manager parent of temporary arrays
   * @param cancellation polled at each step
   */
  LinearProbe(NDManager manager, double ridge, Cancellation cancellation) {
    this.manager = manager;
    this.ridge = ridge;
    this.cancellation = cancellation;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record LabelledFeatures(float[] features, int label) {}

  /** Trains on examples and predicts the labels of others, whose own labels are not read. */
  int[] predict(List<LabelledFeatures> train, List<LabelledFeatures> test) {
    int[] classes = train.stream().mapToInt(LabelledFeatures::label).distinct().sorted().toArray();
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

  private static NDArray features(NDManager scratch, List<LabelledFeatures> examples) {
    int width = examples.get(0).features().length;
    double[] values = new double[examples.size() * width];
    int i = 0;
    for (LabelledFeatures example : examples) {
      for (float value : example.features()) {
        values[i++] = value;
      }
    }
    return scratch.create(values, new Shape(examples.size(), width));
  }

  /** Standardised features and a column of ones, (N, D + 1). */
  private static NDArray design(NDArray raw, NDArray mean, NDArray scale) {
    NDArray one = raw.getManager().ones(new Shape(raw.getShape().get(0), 1), DataType.FLOAT64);
    return raw.sub(mean).div(scale).concat(one, 1);
  }

  /** One-hot labels, (N, K). */
  private static NDArray oneHot(NDManager scratch, List<LabelledFeatures> examples, int[] classes) {
    double[] values = new double[examples.size() * classes.length];
    for (int i = 0; i < examples.size(); i++) {
      int k = Arrays.binarySearch(classes, examples.get(i).label());
      values[i * classes.length + k] = 1;
    }
    return scratch.create(values, new Shape(examples.size(), classes.length));
  }

  /** The weights W (D + 1, K) for features x (N, D + 1) and one-hot labels y (N, K). */
  private NDArray fit(NDArray x, NDArray y) {
    long count = x.getShape().get(0);
    long width = x.getShape().get(1);
    NDArray transposed = x.transpose().div(count); // (D + 1, N)
    NDArray penalty = x.getManager().eye((int) width).toType(DataType.FLOAT64, false).mul(ridge);
    NDArray inverse = transposed.matMul(x).mul(0.5).add(penalty).inverse(); // of the bound
    NDArray weights = x.getManager().zeros(new Shape(width, y.getShape().get(1)), DataType.FLOAT64);
    NDArray lookahead = weights;
    for (int step = 0; step < STEPS; step++) {
      cancellation.check();
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray errors = x.matMul(lookahead).softmax(1).sub(y); // (N, K)
        NDArray gradient = transposed.matMul(errors).add(lookahead.mul(ridge));
        NDArray next = lookahead.sub(inverse.matMul(gradient));
        NDArray nextLookahead = next.add(next.sub(weights).mul(step / (step + 3.0)));
        NDScope.unregister(next, nextLookahead);
        weights.close();
        lookahead.close();
        weights = next;
        lookahead = nextLookahead;
      }
    }
    return weights;
  }
}
