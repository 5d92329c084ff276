package io.seqlab.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/** Standardised effect sizes (Cohen 1988; Cliff 1993). */
public final class EffectSize {
  private EffectSize() {}

  /** Cohen's d of paired values: mean of the differences over their standard deviation. */
  public static double pairedCohensD(double... differences) {
    SampleSummary summary = SampleSummary.of(differences);
    return summary.deviation() > 0 ? summary.mean() / summary.deviation() : Double.NaN;
  }

  /** Cohen's d of two samples: difference of the means over the pooled standard deviation. */
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
