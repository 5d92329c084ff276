package io.seqlab.statistics;

import java.util.Arrays;

/** A statistic of the values of one seed; tests are about its mean over seeds. */
@FunctionalInterface
public interface SeedStatistic {
  double of(double[] values);

  /** The only value. */
  static SeedStatistic value() {
    return values -> values[0];
  }

  /** 1 if the only value lies between two bounds, the bounds included, else 0; NaN stays NaN. */
  static SeedStatistic inside(double lower, double upper) {
    return values -> {
      double value = values[0];
      if (Double.isNaN(value)) {
        return value;
      }
      return value >= lower && value <= upper ? 1 : 0;
    };
  }

  /** The first value minus the second. */
  static SeedStatistic difference() {
    return values -> values[0] - values[1];
  }

  /** ln(first / second); NaN unless both are positive. Its mean is the log of a geometric mean. */
  static SeedStatistic logRatio() {
    return values -> Math.log(values[0]) - Math.log(values[1]);
  }

  /** Weighted least-squares slope of the values over x. */
  static SeedStatistic slope(double[] x, double[] weights) {
    return values -> LinearFit.slope(x, values, weights);
  }

  /** Slope of ln value over ln x: the exponent b of a·xᵇ. */
  static SeedStatistic exponent(double[] x, double[] weights) {
    SeedStatistic slope = slope(logs(x), weights);
    return values -> slope.of(logs(values));
  }

  /** Slope over x of the first half of the values minus the second. */
  static SeedStatistic slopeOfDifference(double[] x, double[] weights) {
    SeedStatistic slope = slope(x, weights);
    return values -> {
      double[] differences = new double[x.length];
      Arrays.setAll(differences, i -> values[i] - values[x.length + i]);
      return slope.of(differences);
    };
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
