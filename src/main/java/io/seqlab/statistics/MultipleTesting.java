package io.seqlab.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Corrections for multiple tests. */
public final class MultipleTesting {
  private MultipleTesting() {}

  /**
   * Holm's (1979) step-down adjusted p: the i-th smallest of m, times m − i + 1, at most 1 and
   * never below the previous one. NaN stays NaN and is not counted in m.
   */
  public static double[] holm(double... p) {
    List<Integer> ascending =
        IntStream.range(0, p.length)
            .boxed()
            .filter(i -> !Double.isNaN(p[i]))
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .toList();
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    double previous = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      int i = ascending.get(rank);
      previous = Math.max(previous, Math.min(1, (ascending.size() - rank) * p[i]));
      adjusted[i] = previous;
    }
    return adjusted;
  }

  /** The Bonferroni level of each of several tests, given their family-wise level. */
  public static double bonferroni(double level, int tests) {
    return level / tests;
  }
}
