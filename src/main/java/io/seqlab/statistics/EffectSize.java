package io.seqlab.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Standardised effect sizes (Cohen 1988; Cliff 1993), without a correction for small samples.
 * Cohen's d is between two samples; d_z is of one sample, as of paired differences: the larger the
 * correlation of the pairs, the larger is d_z for the same d.
 */
public final class EffectSize {
  private EffectSize() {}

  /**
   * d_z: mean of values over their standard deviation; for differences of paired values, Cohen's
   * effect size of the paired t test (Cohen 1988, section 2.3.5).
   */
  public static double dz(double... values) {
    SampleSummary summary = SampleSummary.of(values);
    return summary.deviation() > 0 ? summary.mean() / summary.deviation() : Double.NaN;
  }

  /** Cohen's d: difference of the means of two samples over their pooled standard deviation. */
  public static double cohensD(double[] one, double[] other) {
    SampleSummary a = SampleSummary.of(one);
    SampleSummary b = SampleSummary.of(other);
    double squares =
        (a.n() - 1) * a.deviation() * a.deviation() + (b.n() - 1) * b.deviation() * b.deviation();
    double pooled = Math.sqrt(squares / (a.n() + b.n() - 2));
    return pooled > 0 ? (a.mean() - b.mean()) / pooled : Double.NaN;
  }

  /** Cliff's δ: fraction of pairs with the first value larger, minus that with it smaller. */
  public static double cliffsDelta(double[] one, double[] other) {
    if (Arrays.stream(one).anyMatch(Double::isNaN)
        || Arrays.stream(other).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    double u = MannWhitneyUTest.withDefaults().statistic(one, other);
    return 2 * u / ((double) one.length * other.length) - 1;
  }
}
