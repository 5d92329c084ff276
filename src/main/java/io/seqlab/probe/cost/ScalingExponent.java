package io.seqlab.probe.cost;

import io.seqlab.probe.core.Measurement;
import io.seqlab.statistics.LinearFit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How a measure grows: the p of value ≈ c·xᵖ, fitted by least squares to logarithms. */
final class ScalingExponent {
  private ScalingExponent() {}

  /**
   * The measurement {@code <measure>_exponent} of those measurements of a measure that stand on a
   * dimension and are above 0; none if they have less than two places.
   */
  static List<Measurement> of(String measure, List<Measurement> measurements) {
    List<Measurement> fitted =
        measurements.stream()
            .filter(r -> r.measure().equals(measure) && !r.dimension().isEmpty())
            .filter(r -> r.value() > 0)
            .toList();
    if (fitted.stream().mapToDouble(Measurement::x).distinct().count() < 2) {
      return List.of();
    }
    double slope = LinearFit.slope(logs(fitted, Measurement::x), logs(fitted, Measurement::value));
    return List.of(Measurement.single(measure + "_exponent", slope, fitted.size()));
  }

  private static double[] logs(
      List<Measurement> measurements, ToDoubleFunction<Measurement> number) {
    return measurements.stream().mapToDouble(number).map(Math::log).toArray();
  }
}
