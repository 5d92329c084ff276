package io.seqlab.statistics;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Per-example statistics from which a metric of one model is computed for any resample: every
 * metric is a function of sums over examples (BLEU of n-gram counts, an average of its sum and
 * count).
 *
 * @param group number shared by statistics of the same examples in the same order
 * @param perExample (S, N, K), the contribution of each example to each sum
 * @param metric function of the K sums
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SufficientStatistics(
    int group, double[][][] perExample, ToDoubleFunction<double[]> metric) {
  /** The metric over all examples, one value per seed. */
  public double[] values() {
    return IntStream.range(0, seeds()).mapToDouble(s -> metric.applyAsDouble(sums(s))).toArray();
  }

  /** The statistics of one seed alone. */
  SufficientStatistics ofSeed(int seed) {
    return new SufficientStatistics(group, new double[][][] {perExample[seed]}, metric);
  }

  int seeds() {
    return perExample.length;
  }

  int examples() {
    return perExample[0].length;
  }

  int width() {
    return perExample[0][0].length;
  }

  double[] sums(int seed) {
    double[] sums = new double[width()];
    for (double[] example : perExample[seed]) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += example[k];
      }
    }
    return sums;
  }
}
