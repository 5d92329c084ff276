package io.seqlab.study.judge;

import io.seqlab.config.claim.Bounds;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.statistics.Bootstrap;
import io.seqlab.statistics.EffectSize;
import io.seqlab.statistics.ExactInference;
import io.seqlab.statistics.Inference;
import io.seqlab.statistics.Looks;
import io.seqlab.statistics.MeanInference;
import io.seqlab.statistics.MedianInference;
import io.seqlab.statistics.ResamplingOptions;
import io.seqlab.statistics.SeedLocation;
import io.seqlab.statistics.SeedStatistic;
import io.seqlab.statistics.ShareBounds;
import io.seqlab.statistics.ShareInference;
import java.util.Arrays;
import java.util.List;

/**
 * What the data of some seeds say about one test of a claim.
 *
 * @param inference about the tested quantity, or the logarithm of a ratio
 * @param values the statistic of each seed
 * @param resampled whether the bootstrap over seeds and examples had to agree
 * @param rounding bound of the rounding error of a value: a quantity this close to a bound lies on
 *     it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PartTest(
    ClaimTest test,
    Method method,
    Inference inference,
    double[] values,
    boolean resampled,
    double rounding) {
  private static final double HALF = 0.5;

  /** The quantity that a test is about, and how it is inferred from the values of the seeds. */
  enum Method {
    /** A number that is counted, and equal for all seeds: it has no error. */
    COUNTED(PartVerdict.COUNTED),
    /** The probability that a seed counts. */
    SHARE("exact binomial test over seeds"),
    /** The median over seeds. */
    MEDIAN("sign test over seeds"),
    /** The mean over seeds. */
    MEAN("t test over seeds");

    private final String description;

    Method(String description) {
      this.description = description;
    }
  }

  /**
   * Infers the tested quantity: the median for {@code holds}; otherwise the mean, or the median if
   * all seeds agree, as their variance is unknown then. If all seeds were tested on the same
   * examples, the bootstrap over seeds and examples must agree; seeds with examples of their own
   * are independent.
   */
  static PartTest of(ClaimTest test, ClaimObservations data, ResamplingOptions options)
      throws InsufficientDataException {
    SeedStatistic ofSeed = seedStatistic(test, data);
    double[] values = data.bySeed(ofSeed);
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new InsufficientDataException(
          "undefined for a seed: a value is missing, or its ratio or logarithm is undefined");
    }
    double rounding = data.roundingError(test.criterion().statistic());
    Method method = method(test, values, rounding);
    Inference overSeeds =
        switch (method) {
          case COUNTED -> new ExactInference(values[0]);
          case SHARE -> new ShareInference((int) Arrays.stream(values).sum(), values.length);
          case MEDIAN -> new MedianInference(values);
          case MEAN -> MeanInference.of(values);
        };
    boolean resampled =
        data.sharedExamples()
            && !data.scores().isEmpty()
            && (method == Method.MEDIAN || method == Method.MEAN);
    if (!resampled) {
      return new PartTest(test, method, overSeeds, values, false, rounding);
    }
    SeedLocation location = method == Method.MEDIAN ? SeedLocation.MEDIAN : SeedLocation.MEAN;
    Inference overExamples =
        Bootstrap.of(data.scores(), ofSeed, true).overSeedsAndExamples(location, options);
    return new PartTest(test, method, overSeeds.and(overExamples), values, true, rounding);
  }

  private static Method method(ClaimTest test, double[] values, double rounding) {
    TestStatistic statistic = test.criterion().statistic();
    double min = Arrays.stream(values).min().orElseThrow();
    double max = Arrays.stream(values).max().orElseThrow();
    boolean agree = max - min <= rounding;
    if (statistic == TestStatistic.SHARE) {
      return Method.SHARE;
    } else if (agree && DeterministicMeasures.all(test)) {
      return Method.COUNTED;
    }
    return agree || statistic == TestStatistic.VALUE ? Method.MEDIAN : Method.MEAN;
  }

  private static SeedStatistic seedStatistic(ClaimTest test, ClaimObservations data) {
    return switch (test.criterion().statistic()) {
      case VALUE -> SeedStatistic.value();
      case SHARE -> SeedStatistic.inside(counts(test).lower(), counts(test).upper());
      case DIFFERENCE -> SeedStatistic.difference();
      case RATIO -> SeedStatistic.logRatio();
      case SLOPE -> SeedStatistic.slope(data.x(), data.weights());
      case EXPONENT -> SeedStatistic.exponent(data.x(), data.weights());
      case SLOPE_OF_DIFFERENCE -> SeedStatistic.slopeOfDifference(data.x(), data.weights());
    };
  }

  private static Bounds counts(ClaimTest test) {
    return ((ClaimTest.Share) test).counts();
  }

  /** The method in words. */
  String describeMethod() {
    return method.description + (resampled ? " and bootstrap over seeds and examples" : "");
  }

  /** p of the hypothesis that the quantity does not lie within the bounds. */
  double supportP(SeedCounts counts) {
    return Math.max(pAbove(lower() + rounding, counts), pBelow(upper() - rounding, counts));
  }

  /** p of the hypothesis that it does: with two bounds, the error is shared between them. */
  double refutationP(SeedCounts counts) {
    boolean two = Double.isFinite(lower()) && Double.isFinite(upper());
    double smaller =
        Math.min(pBelow(lower() - rounding, counts), pAbove(upper() + rounding, counts));
    return Math.min(1, (two ? 2 : 1) * smaller);
  }

  private double pAbove(double bound, SeedCounts counts) {
    return Double.isInfinite(bound)
        ? (bound < 0 ? 0 : 1)
        : looks(counts, bound).adjusted(inference.pAbove(bound));
  }

  private double pBelow(double bound, SeedCounts counts) {
    return Double.isInfinite(bound)
        ? (bound > 0 ? 0 : 1)
        : looks(counts, 1 - bound).adjusted(inference.pBelow(bound));
  }

  /**
   * The correction for looks.
   *
   * @param share bound of the share that a test of a share is about
   */
  private Looks looks(SeedCounts counts, double share) {
    return switch (method) {
      case COUNTED -> Looks.ofMean(List.of(1));
      case SHARE -> Looks.ofShare(counts.kept(), Math.min(1, Math.max(0, share)));
      case MEDIAN -> Looks.ofShare(counts.kept(), HALF);
      case MEAN -> Looks.ofMean(counts.planned());
    };
  }

  /**
   * The estimate and its one-sided confidence bounds, in the unit of the claimed bounds. The lower
   * bound is the largest that the data would support as a lower bound, at all looks together; the
   * upper bound likewise.
   */
  Estimate estimate(double level, SeedCounts counts) {
    if (method == Method.SHARE && counts.kept().size() > 1) {
      int successes = (int) Arrays.stream(values).sum();
      ShareBounds bounds = new ShareBounds(counts.kept(), successes, values.length, level);
      return new Estimate(
          values.length, inference.estimate(), bounds.lower(), bounds.upper(), level);
    }
    double critical = looks(counts, HALF).critical(level);
    return new Estimate(
        values.length,
        shown(inference.estimate()),
        shown(inference.lower(critical)),
        shown(inference.upper(critical)),
        level);
  }

  /** d_z; NaN for a share and for counted quantities. */
  double effect() {
    return method == Method.MEAN || method == Method.MEDIAN ? EffectSize.dz(values) : Double.NaN;
  }

  /**
   * The least number of seeds that can support the test at a level, if every one of them lies
   * within the bounds: 2 for a mean, and 5 for a median at 0.05.
   */
  int leastSeeds(double level) {
    double chance =
        switch (method) {
          case COUNTED, MEAN -> 0;
          case MEDIAN -> HALF;
          case SHARE -> Math.max(finiteOr0(lower()), finiteOr0(1 - upper()));
        };
    int least = method == Method.COUNTED ? 1 : 2;
    return chance == 0
        ? least
        : (int) Math.max(least, Math.ceil(Math.log(level) / Math.log(chance)));
  }

  private static double finiteOr0(double bound) {
    return Double.isFinite(bound) ? bound : 0;
  }

  private double lower() {
    double bound = test.criterion().bounds().lower();
    return isRatio() ? Math.log(Math.max(0, bound)) : bound;
  }

  private double upper() {
    double bound = test.criterion().bounds().upper();
    return isRatio() ? Math.log(Math.max(0, bound)) : bound;
  }

  private double shown(double value) {
    return isRatio() ? Math.exp(value) : value;
  }

  private boolean isRatio() {
    return test.criterion().statistic() == TestStatistic.RATIO;
  }
}
