package io.seqlab.report.figure;

import io.seqlab.result.record.Measure;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a figure: the mean over seeds at each x where every seed of the variant has a value,
 * so that a seed that stopped early cannot make the line jump.
 *
 * @param number index that determines colour, dashes and marker, equal in all figures of a study
 */
public record Curve(String label, int number, List<Point> points) {
  /** The values at one x. */
  public record Point(double x, SampleSummary y) {}

  static Curve of(String label, int number, List<Measure> measures) {
    long seeds = measures.stream().map(measure -> measure.key().seed()).distinct().count();
    Map<Double, List<Double>> byX = new TreeMap<>();
    for (Measure measure : measures) {
      if (Double.isFinite(measure.value())) {
        byX.computeIfAbsent(measure.x(), x -> new ArrayList<>()).add(measure.value());
      }
    }
    List<Point> points = new ArrayList<>();
    byX.forEach(
        (x, values) -> {
          if (values.size() == seeds) {
            points.add(
                new Point(x, SampleSummary.of(values.stream().mapToDouble(Double::doubleValue))));
          }
        });
    return new Curve(label, number, points);
  }

  /** Without points that a log axis cannot show, such as a gradient of zero. */
  Curve positive() {
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
