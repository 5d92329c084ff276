package io.seqlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact tests, their bounds, and the error of several looks. */
class InferenceTest {

  /** Clopper-Pearson bounds as tabulated: 1 − 0.95 is the error of each side. */
  @ParameterizedTest
  @CsvSource({
    "5, 5, 0.5493, 1", // 0.05^(1/5)
    "0, 5, 0, 0.4507",
    "3, 6, 0.1532, 0.8468", // quantiles of Beta(3, 4) and Beta(4, 3)
    "59, 59, 0.9505, 1",
  })
  void shareHasClopperPearsonBounds(int successes, int trials, double low, double high) {
    ShareInference share = new ShareInference(successes, trials);
    assertThat(share.lower(0.05)).isCloseTo(low, within(1e-4));
    assertThat(share.upper(0.05)).isCloseTo(high, within(1e-4));
  }

  /** The binomial coefficients of 5, 8 and 12 coins. */
  @ParameterizedTest
  @CsvSource({"5, 5, 0.03125", "7, 8, 0.03515625", "10, 12, 0.019287109375", "6, 8, 0.14453125"})
  void signTestIsTheBinomialTailOfAHalf(int above, int n, double p) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = i < above ? 1 : -1;
    }
    assertThat(new MedianInference(values).pAbove(0)).isCloseTo(p, within(1e-12));
    assertThat(new MedianInference(values).pBelow(1)).isEqualTo(tail(n - above, n));
  }

  private static double tail(int k, int n) {
    return ShareInference.atLeast(k, n, 0.5);
  }

  /** A bound is significant at a level if and only if the confidence bound lies beyond it. */
  @Property
  void boundsAgreeWithTests(
      @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -3, max = 3) Double> drawn,
      @ForAll @DoubleRange(min = -3, max = 3) double bound,
      @ForAll @DoubleRange(min = 0.01, max = 0.4) double level) {
    double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    List<Inference> all =
        List.of(
            MeanInference.of(values),
            new MedianInference(values),
            new ShareInference((int) drawn.stream().filter(v -> v > 0).count(), values.length),
            MeanInference.of(values).and(new MedianInference(values)));
    for (Inference inference : all) {
      double shareOrBound = inference instanceof ShareInference ? (bound + 3) / 6 : bound;
      if (shareOrBound != inference.lower(level) && shareOrBound != inference.upper(level)) {
        assertThat(inference.pAbove(shareOrBound) <= level)
            .as("%s above %s", inference, shareOrBound)
            .isEqualTo(inference.lower(level) > shareOrBound);
        assertThat(inference.pBelow(shareOrBound) <= level)
            .as("%s below %s", inference, shareOrBound)
            .isEqualTo(inference.upper(level) < shareOrBound);
      }
    }
  }

  /**
   * Against all sequences of successes and failures. Exact decimals decide whether p is critical,
   * as 0.1² is 0.01 only in them.
   */
  @Property(tries = 30)
  void errorOfBinomialLooksIsExact(
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double share,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double critical,
      @ForAll @IntRange(min = 1, max = 4) int first) {
    List<Integer> looks = List.of(first, first + 2, 2 * first + 4);
    double expected = 0;
    int n = looks.get(2);
    for (int bits = 0; bits < 1 << n; bits++) {
      int all = Integer.bitCount(bits);
      boolean rejected = false;
      for (int look : looks) {
        int successes = Integer.bitCount(bits & ((1 << look) - 1));
        rejected |= atLeast(successes, look, share).compareTo(BigDecimal.valueOf(critical)) <= 0;
      }
      expected += rejected ? Math.pow(share, all) * Math.pow(1 - share, n - all) : 0;
    }
    double adjusted = Looks.ofShare(looks, share).adjusted(critical);
    assertThat(adjusted).isCloseTo(Math.max(critical, expected), within(1e-9));
  }

  /** P(X ≥ k) of n trials, exactly. */
  private static BigDecimal atLeast(int k, int n, double share) {
    BigDecimal success = BigDecimal.valueOf(share);
    BigDecimal failure = BigDecimal.ONE.subtract(success);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal ways = BigDecimal.ONE; // n over i
    for (int i = 0; i <= n; i++) {
      if (i >= k) {
        sum = sum.add(ways.multiply(success.pow(i)).multiply(failure.pow(n - i)));
      }
      ways = ways.multiply(BigDecimal.valueOf(n - i)).divide(BigDecimal.valueOf(i + 1L));
    }
    return sum;
  }

  @Test
  void errorOfLooksOfAMeanIsItsLevel() {
    List<Integer> seeds = List.of(5, 8, 12, 20);
    Looks looks = Looks.ofMean(seeds);
    double critical = looks.critical(0.05);
    assertThat(critical).as("between Bonferroni's and a single look").isBetween(0.0125, 0.05);
    assertThat(looks.adjusted(critical)).isCloseTo(0.05, within(1e-4));
    Random random = new Random(3);
    int rejected = 0;
    int studies = 20_000;
    for (int study = 0; study < studies; study++) {
      double[] values = random.doubles(20).map(u -> random.nextGaussian()).toArray();
      boolean any = false;
      for (int n : seeds) {
        double[] first = java.util.Arrays.copyOf(values, n);
        any |= MeanInference.of(first).pAbove(0) <= critical;
      }
      rejected += any ? 1 : 0;
    }
    assertThat(rejected / (double) studies).isCloseTo(0.05, within(4 * 0.0016));
  }

  @Test
  void severalLooksHaveMorePowerThanTheFirst() {
    double one = Looks.ofMean(List.of(5)).power(0.05, 1);
    double four = Looks.ofMean(List.of(5, 8, 12, 20)).power(0.05, 1);
    assertThat(one).isCloseTo(0.58, within(0.03)); // noncentral t: δ = √5, 4 degrees of freedom
    assertThat(four).isGreaterThan(0.95);
  }

  /** A hypothesis is rejected by Holm's procedure if and only if its p is at most its level. */
  @Property
  void holmLevelAgreesWithHolm(
      @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = 0, max = 0.1) Double> p,
      @ForAll @DoubleRange(min = 0.01, max = 0.2) double level,
      @ForAll @IntRange(min = 0, max = 5) int index) {
    int i = index % p.size();
    double[] all = p.stream().mapToDouble(Double::doubleValue).toArray();
    boolean rejected = MultipleTesting.holm(all)[i] <= level;
    assertThat(all[i] <= MultipleTesting.holmLevel(level, i, all)).isEqualTo(rejected);
  }

  /**
   * By enumeration: the lower bound of any look exceeds the true share with a probability of at
   * most the level. At 4, 7, 11 and 19 seeds the corrected p of 7 of 7 crosses 5 % three times,
   * between 0.607 and 0.638.
   */
  @ParameterizedTest
  @ValueSource(strings = {"4 7 11 19", "5 8 12 20", "5 8", "2 6 14", "5 7 11 19"})
  void boundsOfAShareOverLooksAreWrongWithAtMostTheLevel(String plan) {
    List<Integer> looks = Arrays.stream(plan.split(" ")).map(Integer::valueOf).toList();
    for (int i = 1; i < 250; i++) {
      double share = i / 250.0;
      double[] going = {1};
      double wrong = 0;
      for (int n : looks) {
        while (going.length <= n) {
          double[] next = new double[going.length + 1];
          for (int k = 0; k < going.length; k++) {
            next[k] += going[k] * (1 - share);
            next[k + 1] += going[k] * share;
          }
          going = next;
        }
        for (int k = 0; k <= n; k++) {
          if (new ShareBounds(looks, k, n, 0.05).lower() > share) {
            wrong += going[k];
            going[k] = 0;
          }
        }
      }
      assertThat(wrong).as("share %s", share).isLessThanOrEqualTo(0.05 + 1e-9);
    }
  }

  @Test
  void outermostBoundOfAShareCounts() {
    ShareBounds none = new ShareBounds(List.of(4, 7, 11, 19), 0, 7, 0.05);
    assertThat(none.lower()).isZero();
    assertThat(none.upper()).isCloseTo(0.3923, within(5e-5));
  }
}
