package io.seqlab.report.figure;

import io.seqlab.report.core.Quantity;
import io.seqlab.result.record.Measure;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a figure.
 *
 * @param number index that determines colour, dashes and marker, equal in all figures of a study
 */
public record Curve(String label, int number, List<Point> points) {
  /** The value at one x; {@link #below} and {@link #above} are NaN without a band. */
  public sealed interface Point {
    double x();

    double value();

    /** Distance from the value to the lower edge of the band. */
    double below();

    /** Distance from the value to the upper edge of the band. */
    double above();

    /** The value and its spread, for tables. */
    String format(Quantity quantity);
  }

  /** A mean over seeds; the band is one standard deviation. */
  public record SeedMean(double x, SampleSummary y) implements Point {
    @Override
    public double value() {
      return y.mean();
    }

    @Override
    public double below() {
      return y.deviation();
    }

    @Override
    public double above() {
      return y.deviation();
    }

    @Override
    public String format(Quantity quantity) {
      String mean = quantity.format(y.mean());
      return Double.isNaN(y.deviation()) ? mean : mean + " ± " + quantity.format(y.deviation());
    }
  }

  /** An estimate; the band is its interval. */
  public record Estimate(double x, double value, double low, double high) implements Point {
    @Override
    public double below() {
      return value - low;
    }

    @Override
    public double above() {
      return high - value;
    }

    @Override
    public String format(Quantity quantity) {
      return "%s [%s, %s]"
          .formatted(quantity.format(value), quantity.format(low), quantity.format(high));
    }
  }

  /**
   * The mean over seeds at each x where every seed of the variant has a value, so that a seed that
   * stopped early cannot make the line jump.
   */
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
                new SeedMean(
                    x, SampleSummary.of(values.stream().mapToDouble(Double::doubleValue))));
          }
        });
    return new Curve(label, number, points);
  }

  /** Without points that a log axis cannot show, such as a gradient of zero. */
  Curve positive() {
    return new Curve(label, number, points.stream().filter(point -> point.value() > 0).toList());
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  boolean hasBand() {
    return points.size() > 1 && points.stream().noneMatch(point -> Double.isNaN(point.below()));
  }
}
