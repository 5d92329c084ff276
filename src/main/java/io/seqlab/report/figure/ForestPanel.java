package io.seqlab.report.figure;

import io.seqlab.config.claim.TestStatistic;
import io.seqlab.result.verdict.PartVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Tests of a claim that share an axis: their quantities have the same unit, and each spans a
 * visible part of the axis. Other tests have an axis of their own: numbers in different units stay
 * in these units, as standardised ones could not be compared with the claimed bounds in the text.
 */
record ForestPanel(String unit, List<Row> rows) {
  /** Least share of the axis that a test spans: a fiftieth is some 8 pixels. */
  private static final double VISIBLE = 0.02;

  private static final double PADDING = 0.08;
  private static final double LOG_FROM = 5;
  private static final double LARGEST = 1e150; // differences of larger numbers may overflow
  private static final double FINEST = 1e-9;

  /**
   * A test.
   *
   * @param number its place in the claim, from 1
   */
  record Row(int number, PartVerdict part) {
    boolean isRatio() {
      return part.quantity().statistic() == TestStatistic.RATIO;
    }

    /** The numbers that the axis must contain. */
    private DoubleStream points() {
      PartVerdict.Estimate estimate = part.estimate();
      boolean share = part.quantity().statistic() == TestStatistic.SHARE;
      return DoubleStream.concat(
              share ? DoubleStream.of(0, 1) : DoubleStream.empty(),
              DoubleStream.of(
                  part.claimed().low(),
                  part.claimed().high(),
                  estimate.value(),
                  estimate.low(),
                  estimate.high()))
          .filter(x -> Math.abs(x) < LARGEST && (!isRatio() || x > 0));
    }
  }

  /** Smallest and largest number; NaN without numbers. */
  private record Extent(double low, double high) {
    static Extent of(DoubleStream points) {
      double[] sorted = points.sorted().toArray();
      return sorted.length == 0
          ? new Extent(Double.NaN, Double.NaN)
          : new Extent(sorted[0], sorted[sorted.length - 1]);
    }

    double width(boolean ratio) {
      return ratio ? Math.log(high / low) : high - low;
    }
  }

  /** Groups the tests of a claim, in the order of the first test of each group. */
  static List<ForestPanel> of(List<PartVerdict> parts) {
    List<ForestPanel> panels = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Row row = new Row(i + 1, parts.get(i));
      String unit = parts.get(i).quantity().unit();
      panels.stream()
          .filter(panel -> panel.unit.equals(unit) && panel.hasRoomFor(row))
          .findFirst()
          .ifPresentOrElse(
              panel -> panel.rows.add(row),
              () -> panels.add(new ForestPanel(unit, new ArrayList<>(List.of(row)))));
    }
    return panels;
  }

  private boolean hasRoomFor(Row row) {
    List<Row> all = Stream.concat(rows.stream(), Stream.of(row)).toList();
    double width = extent(all).width(row.isRatio());
    return all.stream()
        .mapToDouble(each -> Extent.of(each.points()).width(row.isRatio()))
        .allMatch(own -> !(own > 0 && own < VISIBLE * width));
  }

  private static Extent extent(List<Row> rows) {
    return Extent.of(rows.stream().flatMapToDouble(Row::points));
  }

  /** An axis with room on both sides of every finite bound; logarithmic for ratios far apart. */
  Axis axis() {
    Extent extent = extent(rows);
    double low = extent.low;
    double high = extent.high;
    if (Double.isNaN(low)) {
      return LinearAxis.exact(0, 1);
    } else if (rows.get(0).isRatio() && high / low > LOG_FROM) {
      double factor = Math.pow(high / low, PADDING);
      return new LogAxis(low / factor, high * factor);
    }
    double size = Math.max(Math.abs(low), Math.abs(high));
    double smallest = high > low ? FINEST * size : size == 0 ? 1 : size / 2;
    double padding = Math.max(PADDING * (high - low), smallest);
    return LinearAxis.exact(low - padding, high + padding);
  }

  /** The ticks of an axis that lie on it. */
  static double[] ticks(Axis axis) {
    return axis.ticks().filter(tick -> Math.abs(axis.position(tick) - 0.5) <= 0.5).toArray();
  }

  /** Whether the labels of ticks need exponents. */
  static boolean needsExponents(double[] ticks) {
    double largest = Arrays.stream(ticks).map(Math::abs).max().orElse(0);
    return largest != 0 && (largest < 1e-3 || largest >= 1e6);
  }
}
