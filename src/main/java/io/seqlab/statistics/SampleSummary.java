package io.seqlab.statistics;

import java.util.EnumSet;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;

/**
 * Mean and standard deviation (n − 1) over seeds, with Student's t intervals and tests. NaN values
 * are ignored; values that differ only by rounding have deviation 0.
 *
 * @param deviation NaN for fewer than two values
 */
public record SampleSummary(int n, double mean, double deviation) {
  private static final double ROUNDING = 1e-14;

  public static SampleSummary of(DoubleStream values) {
    double[] defined = values.filter(v -> !Double.isNaN(v)).toArray();
    if (defined.length == 0) {
      return new SampleSummary(0, Double.NaN, Double.NaN);
    }
    DoubleStatistics statistics =
        DoubleStatistics.of(EnumSet.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION), defined);
    double mean = statistics.getAsDouble(Statistic.MEAN);
    double deviation = statistics.getAsDouble(Statistic.STANDARD_DEVIATION);
    boolean equal = deviation <= ROUNDING * Math.abs(mean);
    return new SampleSummary(
        defined.length, mean, defined.length < 2 ? Double.NaN : equal ? 0 : deviation);
  }

  public static SampleSummary of(double... values) {
    return of(DoubleStream.of(values));
  }

  /** mean ± t(1 − level/2; n − 1) · deviation / √n; for differences, the paired t interval. */
  public Interval interval(double level) {
    if (n < 2) {
      return new Interval(mean, Double.NaN, Double.NaN);
    }
    double t = TDistribution.of(n - 1.0).inverseSurvivalProbability(level / 2);
    double half = t * deviation / Math.sqrt(n);
    return new Interval(mean, mean - half, mean + half);
  }

  /**
   * The smallest level at which {@link #interval} lies between two bounds, one of which may be
   * infinite: twice the larger p of the one-sided t tests against them. NaN for zero variance and
   * for infinite values.
   */
  public double p(double lower, double upper) {
    if (!(deviation > 0 && Double.isFinite(deviation))) {
      return Double.NaN;
    }
    double below = oneSided(lower, AlternativeHypothesis.GREATER_THAN);
    double above = oneSided(upper, AlternativeHypothesis.LESS_THAN);
    return Math.min(1, 2 * Math.max(below, above));
  }

  private double oneSided(double bound, AlternativeHypothesis alternative) {
    return Double.isInfinite(bound)
        ? 0
        : TTest.withDefaults()
            .withMu(bound)
            .with(alternative)
            .test(mean, deviation * deviation, n)
            .getPValue();
  }

  /** Two-sided p of the t test against zero; NaN where {@link #p(double, double)} is. */
  public double p() {
    return Math.min(p(0, Double.POSITIVE_INFINITY), p(Double.NEGATIVE_INFINITY, 0));
  }
}
