package io.seqlab.statistics;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Approximate randomisation (Noreen 1989; Riezler and Maxwell 2005): if two models were alike, the
 * scores of an example could be swapped between them. p is the share of random swappings, the one
 * observed among them, whose mean difference over seeds is at least as large. It says whether these
 * trained models differ, not whether others of other seeds would.
 */
public final class Randomisation {
  /** Sums swapped in another order differ by rounding; those are ties. */
  private static final double ROUNDING = 1e-12;

  private Randomisation() {}

  /** Two-sided p of the difference of two scores of the same examples. */
  public static double p(
      SufficientStatistics one, SufficientStatistics other, ResamplingOptions draws) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(draws.seed());
    double observed = Math.abs(difference(one, other, null)) * (1 - ROUNDING);
    int atLeast = 1;
    for (int r = 0; r < draws.count(); r++) {
      if (!(Math.abs(difference(one, other, random)) < observed)) {
        atLeast++;
      }
    }
    return atLeast / (draws.count() + 1.0);
  }

  /** Mean over seeds, each example swapped or not by a coin; as observed without one. */
  private static double difference(
      SufficientStatistics one, SufficientStatistics other, UniformRandomProvider coin) {
    double sum = 0;
    for (int s = 0; s < one.seeds(); s++) {
      double[] left = one.sums(s);
      double[] right = other.sums(s);
      for (int i = 0; coin != null && i < one.examples(); i++) {
        if (coin.nextBoolean()) {
          swap(left, right, one.added()[s][i], other.added()[s][i]);
        }
      }
      sum += one.metric().applyAsDouble(left) - other.metric().applyAsDouble(right);
    }
    return sum / one.seeds();
  }

  private static void swap(double[] left, double[] right, double[] ofLeft, double[] ofRight) {
    for (int k = 0; k < left.length; k++) {
      double moved = ofRight[k] - ofLeft[k];
      left[k] += moved;
      right[k] -= moved;
    }
  }
}
