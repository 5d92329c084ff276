package io.seqlab.report.figure;

import io.seqlab.report.core.Quantity;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** How far the lines of a figure and their bands reach, and the axes that hold them. */
record FigureExtent(Quantity y, AxisScales scales, List<Curve> curves) {

  Axis across() {
    double low = lowest(Curve.At::x);
    double high = highest(Curve.At::x);
    return scales.logAcross() && low > 0
        ? LogAxis.rounded(low, high)
        : LinearAxis.exact(Math.min(0, low), high);
  }

  /** Shares have the whole scale; other linear axes begin at zero unless something is negative. */
  Axis up() {
    if (y.isShare()) {
      return LinearAxis.rounded(0, 100);
    }
    double low = lowest(this::lower);
    return isLogUp()
        ? LogAxis.rounded(low, highest(this::upper))
        : LinearAxis.rounded(Math.min(0, low), highest(this::upper));
  }

  double mean(Curve.At point) {
    return y.scaled(point.y().mean());
  }

  /** The edge of the band above; no share is above 100 %. */
  double upper(Curve.At point) {
    double edge = mean(point) + deviation(point);
    return y.isShare() ? Math.min(100, edge) : edge;
  }

  /** The edge below: not below zero for what cannot be negative, nor at zero on a log axis. */
  double lower(Curve.At point) {
    double edge = mean(point) - deviation(point);
    if (isLogUp()) {
      return edge > 0 ? edge : mean(point) / 2;
    }
    return mean(point) >= 0 ? Math.max(0, edge) : edge;
  }

  private double deviation(Curve.At point) {
    double deviation = point.y().deviation();
    return Double.isNaN(deviation) ? 0 : y.scaled(deviation);
  }

  private boolean isLogUp() {
    return scales.logUp() && lowest(this::mean) > 0;
  }

  private double lowest(ToDoubleFunction<Curve.At> of) {
    return all(of).min().orElse(0);
  }

  private double highest(ToDoubleFunction<Curve.At> of) {
    return all(of).max().orElse(1);
  }

  private DoubleStream all(ToDoubleFunction<Curve.At> of) {
    return curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(of);
  }
}
