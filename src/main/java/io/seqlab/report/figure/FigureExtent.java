package io.seqlab.report.figure;

import io.seqlab.report.core.Quantity;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The extent of the lines of a figure and their bands, and axes that contain it. */
record FigureExtent(Quantity y, AxisScales scales, List<Curve> curves) {

  Axis xAxis() {
    double low = lowest(Curve.Point::x);
    double high = highest(Curve.Point::x);
    return scales.logX() && low > 0
        ? LogAxis.rounded(low, high)
        : LinearAxis.exact(Math.min(0, low), high);
  }

  /** From 0 to 100 for percentages; other linear axes start at zero unless a value is negative. */
  Axis yAxis() {
    if (y.isPercentage()) {
      return LinearAxis.rounded(0, 100);
    }
    double low = lowest(this::lower);
    return isLogY()
        ? LogAxis.rounded(low, highest(this::upper))
        : LinearAxis.rounded(Math.min(0, low), highest(this::upper));
  }

  double value(Curve.Point point) {
    return y.scaled(point.value());
  }

  /** The upper edge of the band, at most 100 %. */
  double upper(Curve.Point point) {
    double edge = value(point) + distance(point.above());
    return y.isPercentage() ? Math.min(100, edge) : edge;
  }

  /** The lower edge of the band: at least zero if the mean is, and above zero on a log axis. */
  double lower(Curve.Point point) {
    double edge = value(point) - distance(point.below());
    if (isLogY()) {
      return edge > 0 ? edge : value(point) / 2;
    }
    return value(point) >= 0 ? Math.max(0, edge) : edge;
  }

  private double distance(double toEdge) {
    return Double.isNaN(toEdge) ? 0 : y.scaled(toEdge);
  }

  private boolean isLogY() {
    return scales.logY() && lowest(this::value) > 0;
  }

  private double lowest(ToDoubleFunction<Curve.Point> of) {
    return all(of).min().orElse(0);
  }

  private double highest(ToDoubleFunction<Curve.Point> of) {
    return all(of).max().orElse(1);
  }

  private DoubleStream all(ToDoubleFunction<Curve.Point> of) {
    return curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(of);
  }
}
