package io.seqlab.probe;

import io.seqlab.statistics.Line;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How a measure grows: the p of value ≈ c·xᵖ, fitted by least squares to logarithms. */
final class Exponent {
  private Exponent() {}

  /**
   * The reading {@code <measure>_exponent} of those readings of a measure that stand on a dimension
   * and are above 0; none if they have less than two places.
   */
  static List<Reading> of(String measure, List<Reading> readings) {
    List<Reading> fitted =
        readings.stream()
            .filter(r -> r.measure().equals(measure) && !r.dimension().isEmpty())
            .filter(r -> r.value() > 0)
            .toList();
    if (fitted.stream().mapToDouble(Reading::x).distinct().count() < 2) {
      return List.of();
    }
    double slope = Line.slope(logs(fitted, Reading::x), logs(fitted, Reading::value));
    return List.of(Reading.single(measure + "_exponent", slope, fitted.size()));
  }

  private static double[] logs(List<Reading> readings, ToDoubleFunction<Reading> number) {
    return readings.stream().mapToDouble(number).map(Math::log).toArray();
  }
}
