package io.seqlab.study.judge;

import io.seqlab.config.claim.Bounds;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Ruling;
import io.seqlab.statistics.Bootstrap;
import io.seqlab.statistics.EffectSize;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.ResamplingOptions;
import io.seqlab.statistics.SampleSummary;
import io.seqlab.statistics.SeedStatistic;
import java.util.Arrays;

/**
 * Judges one test. The number made of each seed has a t interval over seeds, two-sided; where the
 * scores of the examples are known, also a bootstrap interval over seeds and examples, and the hull
 * of both counts: of three seeds the bootstrap alone is too narrow, and the t interval alone knows
 * nothing of the examples. A test is supported if the whole interval lies strictly within its
 * bounds, refuted if strictly outside, else inconclusive. Where all seeds agree and no scores stand
 * behind them, the interval has no width only for want of data: that is inconclusive, too, unless
 * the measure is {@link DeterministicMeasures}.
 *
 * <p>{@code holds} looks at each seed for itself: its interval is from the smallest to the largest.
 */
final class PartJudge {
  private static final double UNKNOWN = Double.NaN;
  private static final String UNCLEAR = "the interval is not clear of the bounds";
  private static final String SPREADLESS =
      "every seed gives the same number, so nothing is known of the spread";

  private PartJudge() {}

  /** The verdict at a level; p is not corrected yet. */
  static PartVerdict judge(
      ClaimTest test, Evidence evidence, double level, ResamplingOptions draws) {
    try {
      ClaimObservations readings = ClaimObservations.of(evidence, test);
      double[] contrasts = readings.contrasts(contrast(test.criterion().statistic(), readings));
      requireNumbers(contrasts);
      Interval interval = interval(test.criterion().statistic(), readings, level, draws);
      return decided(test, contrasts, interval, readings);
    } catch (InsufficientDataException e) {
      return new PartVerdict(
          TestDescription.of(test),
          Ruling.INCONCLUSIVE,
          UNKNOWN,
          UNKNOWN,
          UNKNOWN,
          test.criterion().bounds().describe(),
          0,
          UNKNOWN,
          UNKNOWN,
          test.measure(),
          TestDescription.dimension(test),
          e.getMessage());
    }
  }

  /** The interval over seeds, and over examples where their scores are known. */
  static Interval interval(
      TestStatistic comparison, ClaimObservations readings, double level, ResamplingOptions draws) {
    SeedStatistic contrast = contrast(comparison, readings);
    double[] contrasts = readings.contrasts(contrast);
    if (comparison == TestStatistic.VALUE) {
      double least = Arrays.stream(contrasts).min().orElseThrow();
      double most = Arrays.stream(contrasts).max().orElseThrow();
      return new Interval(SampleSummary.of(contrasts).mean(), least, most);
    }
    Interval interval = SampleSummary.of(contrasts).interval(level);
    return readings.scores().isEmpty()
        ? interval
        : interval.hull(Bootstrap.overSeedsAndExamples(readings.scores(), contrast, level, draws));
  }

  private static SeedStatistic contrast(TestStatistic comparison, ClaimObservations readings) {
    return switch (comparison) {
      case VALUE -> SeedStatistic.value();
      case DIFFERENCE -> SeedStatistic.difference();
      case RATIO -> SeedStatistic.logRatio();
      case SLOPE -> SeedStatistic.slope(readings.x(), readings.weights());
      case EXPONENT -> SeedStatistic.exponent(readings.x(), readings.weights());
      case SLOPE_OF_DIFFERENCE -> SeedStatistic.slopeOfDifference(readings.x(), readings.weights());
    };
  }

  private static void requireNumbers(double[] contrasts) throws InsufficientDataException {
    for (double contrast : contrasts) {
      if (!Double.isFinite(contrast)) {
        throw new InsufficientDataException(
            "a seed gives no number: a value is unknown, or its ratio or logarithm is not defined");
      }
    }
  }

  private static PartVerdict decided(
      ClaimTest test, double[] contrasts, Interval interval, ClaimObservations readings) {
    Bounds bounds = test.criterion().bounds();
    boolean ratio = test.criterion().statistic() == TestStatistic.RATIO;
    Interval shown = ratio ? interval.map(Math::exp) : interval;
    boolean over = test.criterion().statistic() != TestStatistic.VALUE;
    double rounding = readings.rounding(test.criterion().statistic());
    boolean spreadless = over && isSpreadless(test, contrasts, readings, rounding);
    Ruling ruling = spreadless ? Ruling.INCONCLUSIVE : ruling(shown, bounds, rounding);
    double lower = ratio ? Math.log(Math.max(0, bounds.lower())) : bounds.lower();
    double upper = ratio ? Math.log(Math.max(0, bounds.upper())) : bounds.upper();
    return new PartVerdict(
        TestDescription.of(test),
        ruling,
        shown.estimate(),
        shown.low(),
        shown.high(),
        bounds.describe(),
        contrasts.length,
        over ? SampleSummary.of(contrasts).p(lower, upper) : UNKNOWN,
        over ? EffectSize.pairedCohensD(contrasts) : UNKNOWN,
        test.measure(),
        TestDescription.dimension(test),
        ruling != Ruling.INCONCLUSIVE ? "" : spreadless ? SPREADLESS : UNCLEAR);
  }

  /** Whether the interval has no width because the seeds agree and nothing else is known. */
  private static boolean isSpreadless(
      ClaimTest test, double[] contrasts, ClaimObservations readings, double rounding) {
    double least = Arrays.stream(contrasts).min().orElseThrow();
    double most = Arrays.stream(contrasts).max().orElseThrow();
    return readings.scores().isEmpty()
        && most - least <= rounding
        && !DeterministicMeasures.all(test);
  }

  /** Clear of a bound is what is further from it than rounding can take a number. */
  private static Ruling ruling(Interval interval, Bounds bounds, double rounding) {
    double lower = bounds.lower();
    double upper = bounds.upper();
    if (interval.isInside(lower + rounding, upper - rounding)) {
      return Ruling.SUPPORTED;
    }
    return interval.isOutside(lower - rounding, upper + rounding)
        ? Ruling.REFUTED
        : Ruling.INCONCLUSIVE;
  }
}
