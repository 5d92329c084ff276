package io.seqlab.probe.gradient;

import io.seqlab.probe.core.Measurement;
import io.seqlab.statistics.LinearFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;

/**
 * Gradient norm against source position or distance: at each x the root mean square over examples.
 *
 * @param squares squared norms by x
 */
record GradientProfile(NavigableMap<Integer, List<Double>> squares) {
  /** Stands for norms whose square double precision rounds to 0: their logarithm is finite. */
  private static final double MIN_NORM = 1e-160;

  /** Smaller norms are left out of fits: their squares lose digits. */
  private static final double MIN_FITTED_NORM = 1e-150;

  /** By distance from the last token, 0 for the last token itself. */
  static GradientProfile byDistance(List<double[]> squares) {
    return of(squares, (position, length) -> length - 1 - position);
  }

  /** By source position, from 1. */
  static GradientProfile byPosition(List<double[]> squares) {
    return of(squares, (position, length) -> position + 1);
  }

  private static GradientProfile of(List<double[]> examples, IntBinaryOperator axis) {
    NavigableMap<Integer, List<Double>> squares = new TreeMap<>();
    for (double[] example : examples) {
      for (int s = 0; s < example.length; s++) {
        int x = axis.applyAsInt(s, example.length);
        squares.computeIfAbsent(x, key -> new ArrayList<>()).add(example[s]);
      }
    }
    return new GradientProfile(squares);
  }

  private double norm(int x) {
    double mean = squares.get(x).stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return Math.max(MIN_NORM, Math.sqrt(mean));
  }

  /** log10 of the norm at the first token divided by the norm at the last. */
  static double logRatio(List<double[]> squares) {
    return Math.log10(byPosition(squares).norm(1) / byDistance(squares).norm(0));
  }

  /** Slope of ln norm over x: the norm changes by the factor exp(slope) from each x to the next. */
  double decay() {
    double[] xs =
        squares.keySet().stream()
            .filter(x -> norm(x) > MIN_FITTED_NORM)
            .mapToDouble(x -> x)
            .toArray();
    return LinearFit.slope(xs, Arrays.stream(xs).map(x -> Math.log(norm((int) x))).toArray());
  }

  /** The norm at each x. */
  List<Measurement> measurements(String measure, String dimension) {
    return squares.keySet().stream()
        .map(x -> new Measurement(measure, dimension, x, norm(x), squares.get(x).size()))
        .toList();
  }
}
