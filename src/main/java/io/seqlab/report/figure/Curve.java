package io.seqlab.report.figure;

import io.seqlab.result.record.Measure;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a figure: the mean over seeds at each place where every seed of the variant has a
 * value, so that a seed that stopped early cannot make the line jump.
 *
 * @param number place of the variant among all of the study, which decides its colour
 */
public record Curve(String label, int number, List<At> points) {
  /** The value at one place. */
  public record At(double x, SampleSummary y) {}

  static Curve of(String label, int number, List<Measure> measures) {
    long seeds = measures.stream().map(measure -> measure.key().seed()).distinct().count();
    Map<Double, List<Double>> byX = new TreeMap<>();
    for (Measure measure : measures) {
      if (Double.isFinite(measure.value())) {
        byX.computeIfAbsent(measure.x(), x -> new ArrayList<>()).add(measure.value());
      }
    }
    List<At> points = new ArrayList<>();
    byX.forEach(
        (x, values) -> {
          if (values.size() == seeds) {
            points.add(
                new At(x, SampleSummary.of(values.stream().mapToDouble(Double::doubleValue))));
          }
        });
    return new Curve(label, number, points);
  }

  /** Without the points that no logarithm can show, such as a gradient that faded to nothing. */
  Curve aboveZero() {
    return new Curve(label, number, points.stream().filter(point -> point.y().mean() > 0).toList());
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  boolean hasBand() {
    return points.size() > 1
        && points.stream().noneMatch(point -> Double.isNaN(point.y().deviation()));
  }
}
