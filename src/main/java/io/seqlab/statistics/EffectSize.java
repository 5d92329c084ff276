package io.seqlab.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/** How large a difference is, apart from how sure it is (Cohen 1988; Cliff 1993). */
public final class EffectSize {
  private EffectSize() {}

  /** Cohen's d of paired values: mean of the differences over their deviation. */
  public static double paired(double... differences) {
    SampleSummary spread = SampleSummary.of(differences);
    return spread.deviation() > 0 ? spread.mean() / spread.deviation() : Double.NaN;
  }

  /** Cohen's d of two samples: difference of the means over the pooled deviation. */
  public static double cohensD(double[] one, double[] other) {
    SampleSummary a = SampleSummary.of(one);
    SampleSummary b = SampleSummary.of(other);
    double squares =
        (a.n() - 1) * a.deviation() * a.deviation() + (b.n() - 1) * b.deviation() * b.deviation();
    double pooled = Math.sqrt(squares / (a.n() + b.n() - 2));
    return pooled > 0 ? (a.mean() - b.mean()) / pooled : Double.NaN;
  }

  /** Cliff's δ: share of pairs in which the first is larger, minus that in which it is smaller. */
  public static double cliffsDelta(double[] one, double[] other) {
    if (Arrays.stream(one).anyMatch(Double::isNaN)
        || Arrays.stream(other).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    double u = MannWhitneyUTest.withDefaults().statistic(one, other);
    return 2 * u / ((double) one.length * other.length) - 1;
  }
}
