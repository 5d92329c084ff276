package io.seqlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which factors are resampled jointly or independently, and the resulting variance. */
class ResamplingTest {
  private static final ResamplingOptions DRAWS = new ResamplingOptions(1999, 3);

  /** A mean over examples, for each seed. */
  private static SufficientStatistics means(int group, double[]... seeds) {
    double[][][] added = new double[seeds.length][][];
    for (int s = 0; s < seeds.length; s++) {
      added[s] = new double[seeds[s].length][];
      for (int i = 0; i < seeds[s].length; i++) {
        added[s][i] = new double[] {seeds[s][i], 1};
      }
    }
    return new SufficientStatistics(group, added, sums -> sums[0] / sums[1]);
  }

  private static double[] spread(int n, long seed) {
    return new Random(seed).doubles(n).map(u -> Math.sqrt(12) * (u - 0.5)).toArray();
  }

  private static Interval overSeeds(List<SufficientStatistics> cells, SeedStatistic statistic) {
    return Interval.of(
        Bootstrap.of(cells, statistic, true).overSeedsAndExamples(SeedLocation.MEAN, DRAWS), 0.05);
  }

  private static Interval difference(SufficientStatistics one, SufficientStatistics other) {
    return overSeeds(List.of(one, other), SeedStatistic.difference());
  }

  @Test
  void equalModelsDoNotDifferOnAnyResample() {
    double[][] values = {spread(50, 1), spread(50, 2)};
    Interval paired = difference(means(0, values), means(0, values));
    assertThat(paired.low()).isEqualTo(paired.high()).isZero();
    Interval apart = difference(means(0, values), means(1, values));
    assertThat(apart.low()).isNegative();
    assertThat(apart.high()).isPositive();
    assertThat(RandomizationTest.p(means(0, values), means(0, values), true, DRAWS)).isEqualTo(1);
  }

  /** For seeds with values 0 and 1, the mean of two draws is 0 or 1 with probability 1/4 each. */
  @Test
  void seedsAreResampled() {
    SufficientStatistics model = means(0, new double[] {0, 0, 0}, new double[] {1, 1, 1});
    List<SufficientStatistics> cells = List.of(model);
    assertThat(overSeeds(cells, SeedStatistic.value())).isEqualTo(new Interval(0.5, 0, 1));
    assertThat(
            Interval.of(Bootstrap.of(cells, SeedStatistic.value(), true).overExamples(DRAWS), 0.05))
        .isEqualTo(new Interval(0.5, 0.5, 0.5));
  }

  /** Variance over examples shared by seeds does not average out: 1.96·σ/√N, not 1.96·σ/√(S·N). */
  @Test
  void seedsShareResampledExamples() {
    double[] values = spread(400, 4);
    double deviation = SampleSummary.of(values).deviation();
    Interval interval =
        overSeeds(List.of(means(0, values, values, values, values)), SeedStatistic.value());
    double half = 1.96 * deviation / Math.sqrt(400);
    assertThat((interval.high() - interval.low()) / 2).isCloseTo(half, within(0.1 * half));
  }

  @Test
  void undefinedResampleWidensBothEnds() {
    SufficientStatistics sometimes = means(0, new double[] {1, 0, 0}, new double[] {1, 0, 0});
    SeedStatistic undefined = values -> values[0] == 0 ? Double.NaN : values[0];
    Interval interval = overSeeds(List.of(sometimes), undefined);
    assertThat(interval.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void metricCanBeAnyFunctionOfSums() {
    double[][][] added = {{{1, 2}, {3, 4}, {5, 10}}, {{2, 2}, {3, 4}, {5, 10}}};
    SufficientStatistics ratio =
        new SufficientStatistics(0, added, sums -> Math.exp(sums[0] / sums[1]));
    assertThat(ratio.values()).containsExactly(Math.exp(9.0 / 16), Math.exp(10.0 / 16));
    double mean = (Math.exp(9.0 / 16) + Math.exp(10.0 / 16)) / 2;
    assertThat(
            Bootstrap.of(List.of(ratio), SeedStatistic.value(), true)
                .overExamples(DRAWS)
                .estimate())
        .isCloseTo(mean, within(1e-12));
  }

  @Test
  void largeDifferenceHasSmallP() {
    double[] low = IntStream.range(0, 30).mapToDouble(i -> i % 2).toArray();
    double[] high = IntStream.range(0, 30).mapToDouble(i -> i % 2 + 1).toArray();
    assertThat(RandomizationTest.p(means(0, high), means(0, low), true, DRAWS))
        .isEqualTo(1 / 2000.0);
  }

  @Test
  void aDifferenceThatIsNoNumberHasNoP() {
    for (double score : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
      double[] one = spread(20, 5);
      double[] other = spread(20, 6);
      other[3] = score;
      assertThat(RandomizationTest.p(means(0, one), means(0, other), true, DRAWS)).isNaN();
      assertThat(SampleSummary.of(1, 2, Double.POSITIVE_INFINITY).p()).isNaN();
    }
  }

  /** Seeds share the test examples: the same scores again are no further evidence. */
  @Test
  void repeatedSeedDoesNotChangeP() {
    double[] one = spread(20, 5);
    double[] other = spread(20, 6);
    double p = RandomizationTest.p(means(0, one), means(0, other), true, DRAWS);
    assertThat(p).isBetween(0.01, 0.99);
    assertThat(
            RandomizationTest.p(
                means(0, one, one, one, one), means(0, other, other, other, other), true, DRAWS))
        .isCloseTo(p, within(1e-9));
  }

  /** Seeds with examples of their own are further evidence: each example is swapped for itself. */
  @Test
  void ownExamplesOfEachSeedAreFurtherEvidence() {
    double[] one = spread(20, 5);
    double[] other = Arrays.stream(spread(20, 6)).map(x -> x - 0.4).toArray();
    SufficientStatistics ones = means(0, one, one, one, one);
    SufficientStatistics others = means(0, other, other, other, other);
    double single = RandomizationTest.p(means(0, one), means(0, other), false, DRAWS);
    assertThat(single).isEqualTo(RandomizationTest.p(means(0, one), means(0, other), true, DRAWS));
    assertThat(RandomizationTest.p(ones, others, false, DRAWS)).isLessThan(single / 2);

    Interval shared = overExamples(true, ones, others);
    Interval own = overExamples(false, ones, others);
    assertThat(own.estimate()).isEqualTo(shared.estimate());
    double ratio = (own.high() - own.low()) / (shared.high() - shared.low());
    assertThat(ratio).isBetween(0.45, 0.55); // 1/√4
    assertThat(overExamples(false, means(0, one), means(0, other)))
        .isEqualTo(overExamples(true, means(0, one), means(0, other)));
  }

  private static Interval overExamples(boolean shared, SufficientStatistics... cells) {
    return Interval.of(
        Bootstrap.of(List.of(cells), SeedStatistic.difference(), shared).overExamples(DRAWS), 0.05);
  }

  /** Seeds with examples of their own may have different numbers of them. */
  @Test
  void numbersOfOwnExamplesMayDiffer() {
    SufficientStatistics one = means(0, spread(20, 5), spread(8, 6));
    SufficientStatistics other = means(0, spread(20, 7), spread(8, 8));
    assertThat(overExamples(false, one, other).high()).isFinite();
    assertThat(RandomizationTest.p(one, other, false, DRAWS)).isBetween(0.0, 1.0);
  }

  @Test
  void resultsAreDeterministic() {
    SufficientStatistics one = means(0, spread(40, 5), spread(40, 6));
    SufficientStatistics other = means(0, spread(40, 7), spread(40, 8));
    assertThat(difference(one, other)).isEqualTo(difference(one, other));
  }
}
