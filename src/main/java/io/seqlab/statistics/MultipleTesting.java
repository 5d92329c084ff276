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

  /**
   * The largest p with which one of several hypotheses would be rejected by Holm's procedure, the
   * others' p being as they are: level / (m − k), where k others are rejected before it. The level
   * itself if the p of this hypothesis is NaN.
   *
   * @param index of the hypothesis in p
   */
  public static double holmLevel(double level, int index, double... p) {
    if (Double.isNaN(p[index])) {
      return level;
    }
    double[] others =
        IntStream.range(0, p.length)
            .filter(i -> i != index && !Double.isNaN(p[i]))
            .mapToDouble(i -> p[i])
            .sorted()
            .toArray();
    int left = others.length + 1;
    for (int k = 0; k < others.length && others[k] <= level / left; k++) {
      left--;
    }
    return level / left;
  }
}
