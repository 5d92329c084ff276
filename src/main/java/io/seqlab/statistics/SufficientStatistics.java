package io.seqlab.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A metric of one model on some examples, for each seed, in parts: every metric here is a function
 * of sums over examples (BLEU of its counts of n-grams, an average of its sum and its number).
 *
 * @param group scores of one group are of the same examples in the same order
 * @param added (S, N, K), what each example adds to each sum
 * @param metric of the K sums
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SufficientStatistics(
    int group, double[][][] added, ToDoubleFunction<double[]> metric) {
  /** The metric over all examples, by seed. */
  public double[] values() {
    return IntStream.range(0, seeds()).mapToDouble(s -> metric.applyAsDouble(sums(s))).toArray();
  }

  int seeds() {
    return added.length;
  }

  int examples() {
    return added[0].length;
  }

  int width() {
    return added[0][0].length;
  }

  double[] sums(int seed) {
    double[] sums = new double[width()];
    for (double[] example : added[seed]) {
      Arrays.setAll(sums, k -> sums[k] + example[k]);
    }
    return sums;
  }
}
