package io.seqlab.probe.cost;

import io.seqlab.probe.core.Measurement;
import io.seqlab.statistics.LinearFit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Scaling of a measure: the exponent p of value ≈ c·xᵖ, by least squares on logarithms. */
final class ScalingExponent {
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
    double slope = LinearFit.slope(logs(points, Measurement::x), logs(points, Measurement::value));
    return List.of(Measurement.single(measure + "_exponent", slope, points.size()));
  }

  private static double[] logs(
      List<Measurement> measurements, ToDoubleFunction<Measurement> field) {
    return measurements.stream().mapToDouble(field).map(Math::log).toArray();
  }
}
