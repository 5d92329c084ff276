package io.seqlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BestOfTrialsTest {
  @Test
  void equalsTheMeanOverAllDraws() {
    double[] scores = {0.2, 0.9, 0.5, 0.5};
    for (int k = 1; k <= 4; k++) {
      assertThat(BestOfTrials.expected(scores, k, true))
          .isCloseTo(enumerated(scores, k, true), within(1e-12));
      assertThat(BestOfTrials.expected(scores, k, false))
          .isCloseTo(enumerated(scores, k, false), within(1e-12));
    }
  }

  /** The mean of the best over every sequence of k draws with replacement. */
  private static double enumerated(double[] scores, int k, boolean highest) {
    int n = scores.length;
    int sequences = (int) Math.pow(n, k);
    double sum = 0;
    for (int s = 0; s < sequences; s++) {
      double best = highest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      for (int rest = s, i = 0; i < k; i++, rest /= n) {
        best = highest ? Math.max(best, scores[rest % n]) : Math.min(best, scores[rest % n]);
      }
      sum += best;
    }
    return sum / sequences;
  }

  @Property(tries = 200)
  void improvesFromTheMeanTowardsTheBest(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = -5, max = 5) Double> all,
      @ForAll @IntRange(min = 1, max = 20) int k) {
    double[] scores = all.stream().mapToDouble(Double::doubleValue).toArray();
    double mean = Arrays.stream(scores).average().orElseThrow();
    double max = Arrays.stream(scores).max().orElseThrow();
    assertThat(BestOfTrials.expected(scores, 1, true)).isCloseTo(mean, within(1e-9));
    assertThat(BestOfTrials.expected(scores, k + 1, true))
        .isGreaterThanOrEqualTo(BestOfTrials.expected(scores, k, true) - 1e-9)
        .isLessThanOrEqualTo(max + 1e-9);
  }
}
