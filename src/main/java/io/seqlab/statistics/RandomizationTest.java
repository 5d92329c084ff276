package io.seqlab.statistics;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Approximate randomization test (Noreen 1989; Riezler and Maxwell 2005). Under the null hypothesis
 * the scores of an example, of all seeds tested on it together, are exchangeable between two
 * models. p is the fraction of random swaps, the observed assignment included, whose mean
 * difference over seeds is at least as large. It tests these trained models; it does not generalise
 * to other seeds.
 */
public final class RandomizationTest {
  /** Relative tolerance for ties: sums in different orders differ by rounding. */
  private static final double ROUNDING = 1e-12;

  private RandomizationTest() {}

  /**
   * Two-sided p of the difference between two models on the same examples.
   *
   * @param shared whether all seeds have the same examples, rather than each its own
   */
  public static double p(
      SufficientStatistics one,
      SufficientStatistics other,
      boolean shared,
      ResamplingOptions options) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(options.seed());
    double observed = Math.abs(difference(one, other, shared, null)) * (1 - ROUNDING);
    int atLeast = 1;
    for (int r = 0; r < options.resamples(); r++) {
      if (!(Math.abs(difference(one, other, shared, random)) < observed)) {
        atLeast++;
      }
    }
    return atLeast / (options.resamples() + 1.0);
  }

  /**
   * Mean over seeds, each example swapped with probability 1/2, for all seeds that are tested on
   * it; the observed difference for null.
   */
  private static double difference(
      SufficientStatistics one,
      SufficientStatistics other,
      boolean shared,
      UniformRandomProvider coin) {
    boolean[] swapped = {};
    double sum = 0;
    for (int s = 0; s < one.seeds(); s++) {
      swapped = shared && s > 0 ? swapped : swaps(one.perExample()[s].length, coin);
      double[] left = one.sums(s);
      double[] right = other.sums(s);
      for (int i = 0; i < swapped.length; i++) {
        if (swapped[i]) {
          swap(left, right, one.perExample()[s][i], other.perExample()[s][i]);
        }
      }
      sum += one.metric().applyAsDouble(left) - other.metric().applyAsDouble(right);
    }
    return sum / one.seeds();
  }

  private static boolean[] swaps(int examples, UniformRandomProvider coin) {
    boolean[] swapped = new boolean[examples];
    for (int i = 0; coin != null && i < swapped.length; i++) {
      swapped[i] = coin.nextBoolean();
    }
    return swapped;
  }

  private static void swap(double[] left, double[] right, double[] ofLeft, double[] ofRight) {
    for (int k = 0; k < left.length; k++) {
      double moved = ofRight[k] - ofLeft[k];
      left[k] += moved;
      right[k] -= moved;
    }
  }
}
