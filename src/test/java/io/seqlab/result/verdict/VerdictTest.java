package io.seqlab.result.verdict;

import static io.seqlab.report.Verdicts.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.claim.TestStatistic;
import io.seqlab.report.Verdicts;
import io.seqlab.result.verdict.PartVerdict.Errors;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.result.verdict.PartVerdict.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of a claim that decides. */
class VerdictTest {
  private static final PartVerdict CLEAR = part(Ruling.SUPPORTED, 0.001, 1);
  private static final PartVerdict CLOSE = part(Ruling.SUPPORTED, 0.04, 1);
  private static final PartVerdict OPEN = part(Ruling.INCONCLUSIVE, 0.2, 0.6);
  private static final PartVerdict REFUTED = part(Ruling.REFUTED, 1, 0.03);
  private static final PartVerdict FAR = part(Ruling.REFUTED, 1, 0);
  private static final PartVerdict INVALID = part(Ruling.INVALID, Double.NaN, Double.NaN);

  @Test
  void intervalNearestToACommonBoundDecidesSupport() {
    PartVerdict far = within(new Range(2, Double.POSITIVE_INFINITY), 26.7, 48.2, 0.04);
    PartVerdict near = within(new Range(2, Double.POSITIVE_INFINITY), 5.8, 6.6, 0.001);
    assertThat(deciding(far, near, far)).isSameAs(near);
    assertThat(deciding(CLEAR, CLOSE, CLEAR)).isSameAs(CLOSE);
  }

  @Test
  void distanceInWidthsOfTheIntervalDecidesSupportIfBoundsDiffer() {
    PartVerdict exact = within(new Range(0.95, Double.POSITIVE_INFINITY), 1, 1, 0.007);
    PartVerdict wide = within(new Range(0.4, Double.POSITIVE_INFINITY), 0.62, 1.03, 0.005);
    PartVerdict narrow = within(new Range(2, Double.POSITIVE_INFINITY), 2.1, 2.15, 0.04);
    assertThat(deciding(exact, wide, narrow)).isSameAs(wide);
    PartVerdict alsoExact = within(new Range(0, 9), 4, 4, 0.007);
    assertThat(deciding(alsoExact, exact)).isSameAs(exact);
  }

  @Test
  void distanceInWidthsOfTheIntervalDecidesSupportIfUnitsDiffer() {
    Range positive = new Range(0, Double.POSITIVE_INFINITY);
    Estimate ofSlope = new Estimate(5, 0.005, 0.004, 0.006, 0.05);
    Estimate ofDifference = new Estimate(5, 0.08, 0.02, 0.14, 0.05);
    PartVerdict slope =
        part(TestStatistic.SLOPE, "token_accuracy", positive, ofSlope, Ruling.SUPPORTED);
    PartVerdict difference =
        part(TestStatistic.DIFFERENCE, "token_accuracy", positive, ofDifference, Ruling.SUPPORTED);
    assertThat(deciding(slope, difference)).isSameAs(difference);
    PartVerdict ratio = part(TestStatistic.RATIO, "flops", positive, ofSlope, Ruling.SUPPORTED);
    PartVerdict other =
        part(TestStatistic.RATIO, "seconds", positive, ofDifference, Ruling.SUPPORTED);
    assertThat(deciding(other, ratio)).as("ratios have one unit").isSameAs(ratio);
  }

  @Test
  void clearestRefutationDecidesRefuted() {
    assertThat(deciding(REFUTED, FAR, OPEN)).isSameAs(FAR);
  }

  @Test
  void oneOfEachRulingDecidesMixed() {
    List<PartVerdict> parts = List.of(OPEN, CLEAR, REFUTED, CLOSE, FAR);
    assertThat(Verdicts.of(parts).deciding()).containsExactly(CLOSE, FAR);
  }

  @Test
  void firstPartWithTheRulingDecidesOpenAndInvalid() {
    assertThat(deciding(CLEAR, OPEN)).isSameAs(OPEN);
    assertThat(deciding(CLEAR, OPEN, INVALID)).isSameAs(INVALID);
  }

  private static PartVerdict within(Range claimed, double low, double high, double p) {
    return part(
        claimed,
        new Estimate(5, (low + high) / 2, low, high, 0.05),
        Ruling.SUPPORTED,
        new Errors(p, 1));
  }

  private static PartVerdict deciding(PartVerdict... parts) {
    return Verdicts.of(List.of(parts)).deciding().get(0);
  }
}
