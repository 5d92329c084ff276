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
import java.util.DoubleSummaryStatistics;

/**
 * Performs one test of a claim. The interval is the two-sided t interval of the statistic over
 * seeds; if per-example scores are available, it is the hull with the bootstrap interval over seeds
 * and examples: for three seeds the bootstrap alone is too narrow, and the t interval alone ignores
 * the variance over examples. A test is supported if the interval lies strictly within its bounds,
 * refuted if strictly outside, otherwise inconclusive. If all seeds agree and there are no
 * per-example scores, the variance is unknown: the test is inconclusive unless the measures are
 * {@link DeterministicMeasures}.
 *
 * <p>The interval of {@code holds}, which tests each seed, is from the minimum to the maximum.
 */
final class PartJudge {
  private static final double UNDEFINED = Double.NaN;
  private static final String OVERLAP = "the interval overlaps a bound";
  private static final String ZERO_VARIANCE = "zero variance across seeds";

  private PartJudge() {}

  /** The verdict at a level, with uncorrected p. */
  static PartVerdict judge(
      ClaimTest test, Evidence evidence, double level, ResamplingOptions options) {
    try {
      ClaimObservations data = ClaimObservations.of(evidence, test);
      double[] bySeed = data.bySeed(seedStatistic(test.criterion().statistic(), data));
      requireFinite(bySeed);
      return decide(
          test, bySeed, interval(test.criterion().statistic(), data, level, options), data);
    } catch (InsufficientDataException e) {
      return new PartVerdict(
          TestDescription.of(test),
          Ruling.INCONCLUSIVE,
          UNDEFINED,
          UNDEFINED,
          UNDEFINED,
          test.criterion().bounds().describe(),
          0,
          UNDEFINED,
          UNDEFINED,
          test.measure(),
          TestDescription.dimension(test),
          e.getMessage());
    }
  }

  /** The interval over seeds, and over examples if their scores are available. */
  static Interval interval(
      TestStatistic statistic, ClaimObservations data, double level, ResamplingOptions options) {
    SeedStatistic ofSeed = seedStatistic(statistic, data);
    double[] bySeed = data.bySeed(ofSeed);
    if (statistic == TestStatistic.VALUE) {
      DoubleSummaryStatistics range = Arrays.stream(bySeed).summaryStatistics();
      return new Interval(SampleSummary.of(bySeed).mean(), range.getMin(), range.getMax());
    }
    Interval interval = SampleSummary.of(bySeed).interval(level);
    return data.scores().isEmpty()
        ? interval
        : interval.hull(Bootstrap.overSeedsAndExamples(data.scores(), ofSeed, level, options));
  }

  private static SeedStatistic seedStatistic(TestStatistic statistic, ClaimObservations data) {
    return switch (statistic) {
      case VALUE -> SeedStatistic.value();
      case DIFFERENCE -> SeedStatistic.difference();
      case RATIO -> SeedStatistic.logRatio();
      case SLOPE -> SeedStatistic.slope(data.x(), data.weights());
      case EXPONENT -> SeedStatistic.exponent(data.x(), data.weights());
      case SLOPE_OF_DIFFERENCE -> SeedStatistic.slopeOfDifference(data.x(), data.weights());
    };
  }

  private static void requireFinite(double[] bySeed) throws InsufficientDataException {
    if (!Arrays.stream(bySeed).allMatch(Double::isFinite)) {
      throw new InsufficientDataException(
          "undefined for a seed: a value is missing, or its ratio or logarithm is undefined");
    }
  }

  private static PartVerdict decide(
      ClaimTest test, double[] bySeed, Interval interval, ClaimObservations data) {
    Bounds bounds = test.criterion().bounds();
    boolean ratio = test.criterion().statistic() == TestStatistic.RATIO;
    Interval shown = ratio ? interval.map(Math::exp) : interval;
    boolean inferred = test.criterion().statistic() != TestStatistic.VALUE;
    double rounding = data.roundingError(test.criterion().statistic());
    boolean zeroVariance = inferred && isVarianceUnknown(test, bySeed, data, rounding);
    Ruling ruling = zeroVariance ? Ruling.INCONCLUSIVE : ruling(shown, bounds, rounding);
    double lower = ratio ? Math.log(Math.max(0, bounds.lower())) : bounds.lower();
    double upper = ratio ? Math.log(Math.max(0, bounds.upper())) : bounds.upper();
    return new PartVerdict(
        TestDescription.of(test),
        ruling,
        shown.estimate(),
        shown.low(),
        shown.high(),
        bounds.describe(),
        bySeed.length,
        inferred ? SampleSummary.of(bySeed).p(lower, upper) : UNDEFINED,
        inferred ? EffectSize.dz(bySeed) : UNDEFINED,
        test.measure(),
        TestDescription.dimension(test),
        ruling != Ruling.INCONCLUSIVE ? "" : zeroVariance ? ZERO_VARIANCE : OVERLAP);
  }

  /** Whether all seeds agree and there are no per-example scores to estimate a variance from. */
  private static boolean isVarianceUnknown(
      ClaimTest test, double[] bySeed, ClaimObservations data, double rounding) {
    double min = Arrays.stream(bySeed).min().orElseThrow();
    double max = Arrays.stream(bySeed).max().orElseThrow();
    return data.scores().isEmpty() && max - min <= rounding && !DeterministicMeasures.all(test);
  }

  /** An interval must clear a bound by more than the rounding error. */
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
