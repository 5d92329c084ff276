package io.seqlab.statistics;

import java.util.List;
import java.util.stream.IntStream;
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

  private final SufficientStatistics one;
  private final SufficientStatistics other;

  /** The sums of each seed, not swapped. */
  private final List<double[]> ones;

  private final List<double[]> others;

  /** What a swap adds to the sums of the first model, of all seeds or each for itself. */
  private final List<RowSums> groups;

  private RandomizationTest(SufficientStatistics one, SufficientStatistics other, boolean shared) {
    this.one = one;
    this.other = other;
    ones = IntStream.range(0, one.seeds()).mapToObj(one::sums).toList();
    others = IntStream.range(0, one.seeds()).mapToObj(other::sums).toList();
    int seeds = shared ? one.seeds() : 1;
    groups =
        IntStream.range(0, one.seeds() / seeds).mapToObj(g -> swaps(g * seeds, seeds)).toList();
  }

  /** Differences of the second from the first model: (N, S · K), of some seeds. */
  private RowSums swaps(int first, int seeds) {
    int width = one.width();
    return RowSums.of(
        one.perExample()[first].length,
        seeds * width,
        (i, column) -> {
          int seed = first + column / width;
          int k = column % width;
          return other.perExample()[seed][i][k] - one.perExample()[seed][i][k];
        });
  }

  /**
   * Two-sided p of the difference between two models on the same examples; NaN if it is infinite or
   * undefined, as of an infinite perplexity.
   *
   * @param shared whether all seeds have the same examples, rather than each its own
   */
  public static double p(
      SufficientStatistics one,
      SufficientStatistics other,
      boolean shared,
      ResamplingOptions options) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(options.seed());
    RandomizationTest test = new RandomizationTest(one, other, shared);
    double observed = Math.abs(test.difference(null)) * (1 - ROUNDING);
    if (!Double.isFinite(observed)) {
      return Double.NaN;
    }
    int atLeast = 1;
    for (int r = 0; r < options.resamples(); r++) {
      if (!(Math.abs(test.difference(random)) < observed)) {
        atLeast++;
      }
    }
    return atLeast / (options.resamples() + 1.0);
  }

  /**
   * Mean over seeds, each example swapped with probability 1/2, for all seeds that are tested on
   * it; the observed difference for null.
   */
  private double difference(UniformRandomProvider coin) {
    double sum = 0;
    int first = 0;
    for (RowSums group : groups) {
      int examples = one.perExample()[first].length;
      int[] swapped = new int[examples];
      int count = 0;
      for (int i = 0; coin != null && i < examples; i++) {
        if (coin.nextBoolean()) {
          swapped[count++] = i;
        }
      }
      int seeds = one.seeds() / groups.size();
      double[] moved = group.isExact() ? group.of(swapped, count) : new double[0];
      for (int s = first; s < first + seeds; s++) {
        double[] left = ones.get(s).clone();
        double[] right = others.get(s).clone();
        if (group.isExact()) {
          move(left, right, moved, (s - first) * left.length);
        } else {
          for (int i = 0; i < count; i++) {
            swap(left, right, one.perExample()[s][swapped[i]], other.perExample()[s][swapped[i]]);
          }
        }
        sum += one.metric().applyAsDouble(left) - other.metric().applyAsDouble(right);
      }
      first += seeds;
    }
    return sum / one.seeds();
  }

  private static void move(double[] left, double[] right, double[] moved, int first) {
    for (int k = 0; k < left.length; k++) {
      left[k] += moved[first + k];
      right[k] -= moved[first + k];
    }
  }

  private static void swap(double[] left, double[] right, double[] ofLeft, double[] ofRight) {
    for (int k = 0; k < left.length; k++) {
      double moved = ofRight[k] - ofLeft[k];
      left[k] += moved;
      right[k] -= moved;
    }
  }
}
