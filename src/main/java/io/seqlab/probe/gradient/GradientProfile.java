package io.seqlab.probe.gradient;

import io.seqlab.probe.core.Measurement;
import io.seqlab.statistics.LinearFit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;

/**
 * Norms of gradients along sources: the root of the mean of squares at each place.
 *
 * @param places the squares found at each place
 */
record GradientProfile(NavigableMap<Integer, List<Double>> places) {
  /** What single precision rounds to 0 counts as its least number above 0. */
  private static final double LEAST = Float.MIN_VALUE;

  /** Norms below it are left out of fits: near the end of single precision they lose digits. */
  private static final double FIT_ABOVE = 1e-30;

  /** By tokens behind a position: 0 is the last. */
  static GradientProfile byDistance(List<double[]> squares) {
    return of(squares, (position, length) -> length - 1 - position);
  }

  /** By position from 1. */
  static GradientProfile byPosition(List<double[]> squares) {
    return of(squares, (position, length) -> position + 1);
  }

  private static GradientProfile of(List<double[]> squares, IntBinaryOperator place) {
    NavigableMap<Integer, List<Double>> places = new TreeMap<>();
    for (double[] row : squares) {
      for (int s = 0; s < row.length; s++) {
        places.computeIfAbsent(place.applyAsInt(s, row.length), p -> new ArrayList<>()).add(row[s]);
      }
    }
    return new GradientProfile(places);
  }

  /** The norm at a place. */
  private double norm(int place) {
    double mean =
        places.get(place).stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return Math.max(LEAST, Math.sqrt(mean));
  }

  /** log10 of the norm at the first position over that at the last. */
  static double logRatio(List<double[]> squares) {
    return Math.log10(byPosition(squares).norm(1) / byDistance(squares).norm(0));
  }

  /** The slope of ln norm over places: norms fall by exp(slope) from each to the next. */
  double decay() {
    int[] fitted =
        places.keySet().stream().mapToInt(p -> p).filter(p -> norm(p) > FIT_ABOVE).toArray();
    double[] x = new double[fitted.length];
    double[] y = new double[fitted.length];
    for (int i = 0; i < fitted.length; i++) {
      x[i] = fitted[i];
      y[i] = Math.log(norm(fitted[i]));
    }
    return LinearFit.slope(x, y);
  }

  /** The norms as measurements. */
  List<Measurement> measurements(String measure, String dimension) {
    return places.keySet().stream()
        .map(p -> new Measurement(measure, dimension, p, norm(p), places.get(p).size()))
        .toList();
  }
}
