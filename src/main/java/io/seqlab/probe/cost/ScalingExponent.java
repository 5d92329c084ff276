package io.seqlab.probe.cost;

import io.seqlab.probe.core.Measurement;
import io.seqlab.statistics.LinearFit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Scaling of a measure: the exponent p of value ≈ c·xᵖ, by least squares on logarithms. */
public final class ScalingExponent {
  private ScalingExponent() {}

  /**
   * {@code <measure>_exponent}, fitted to the points of a measure with values above 0; empty with
   * fewer than two different x. n counts points.
   */
  static List<Measurement> of(String measure, List<Measurement> measurements) {
    List<Measurement> points =
        measurements.stream()
            .filter(r -> r.measure().equals(measure) && !r.dimension().isEmpty())
            .filter(r -> r.value() > 0)
            .toList();
    if (points.stream().mapToDouble(Measurement::x).distinct().count() < 2) {
      return List.of();
    }
    double exponent = fit(points, Measurement::x, Measurement::value);
    return List.of(Measurement.single(measure + "_exponent", exponent, points.size()));
  }

  /** The exponent fitted to points with x and value above 0; NaN if all x are equal. */
  public static <T> double fit(List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> value) {
    return LinearFit.slope(logs(points, x), logs(points, value));
  }

  private static <T> double[] logs(List<T> points, ToDoubleFunction<T> field) {
    return points.stream().mapToDouble(field).map(Math::log).toArray();
  }
}
