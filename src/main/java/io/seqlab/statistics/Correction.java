package io.seqlab.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Several tests at once. */
public final class Correction {
  private Correction() {}

  /**
   * Holm's (1979) step-down p: the i-th smallest of m, times m − i + 1, never below the one before
   * it. Those that are NaN stay so and are not counted.
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
    double before = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      int i = ascending.get(rank);
      before = Math.max(before, Math.min(1, (ascending.size() - rank) * p[i]));
      adjusted[i] = before;
    }
    return adjusted;
  }

  /** Bonferroni's level for each of several intervals that shall all hold at once. */
  public static double share(double level, int intervals) {
    return level / intervals;
  }
}
