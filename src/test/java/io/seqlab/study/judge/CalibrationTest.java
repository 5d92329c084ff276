package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.record.Ruling;
import io.seqlab.result.record.RunKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The error rate on simulated studies of two models, three seeds and 50 examples: models vary
 * across seeds, and examples are easy or hard for all models.
 */
class CalibrationTest {
  private static final int STUDIES = 2000;
  private static final int EXAMPLES = 50;
  private static final String GREATER = "{type: greater, measure: exact_match, of: a, than: b}";

  @Test
  void errorRateIsAtMostSixPercentWithoutDifference() {
    assertErrorRateIsLow(0.02);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.3})
  void errorRateHoldsForAnyVarianceOverSeeds(double seedDeviation) {
    assertErrorRateIsLow(seedDeviation);
  }

  private static void assertErrorRateIsLow(double seedDeviation) {
    Map<Ruling, Integer> rulings = rulings(0, seedDeviation);
    assertThat(rulings.getOrDefault(Ruling.SUPPORTED, 0)).isLessThanOrEqualTo(STUDIES * 6 / 100);
    assertThat(rulings.getOrDefault(Ruling.REFUTED, 0)).isLessThanOrEqualTo(STUDIES * 6 / 100);
  }

  @Test
  void largeDifferenceIsAlmostAlwaysSupported() {
    assertThat(rulings(0.6, 0.02).get(Ruling.SUPPORTED)).isGreaterThan(STUDIES * 95 / 100);
  }

  private static Map<Ruling, Integer> rulings(double difference, double seedDeviation) {
    Random random = new Random(7);
    Map<Ruling, Integer> rulings = new EnumMap<>(Ruling.class);
    for (int study = 0; study < STUDIES; study++) {
      Ruling ruling = study(random, difference, seedDeviation).judge(GREATER).ruling();
      rulings.merge(ruling, 1, Integer::sum);
    }
    return rulings;
  }

  private static SimulatedRuns study(Random random, double difference, double seedDeviation) {
    double[] ease = random.doubles(EXAMPLES, -0.2, 0.2).toArray();
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 3; seed++) {
      for (int model = 0; model < 2; model++) {
        RunKey key = new RunKey(model == 0 ? "a" : "b", seed);
        double mean = 0.5 + (model == 0 ? 1 : -1) * difference / 2;
        double skill = mean + seedDeviation * random.nextGaussian();
        runs.run(key, 0);
        for (int i = 0; i < EXAMPLES; i++) {
          runs.example(key, i + 1L, 10, random.nextDouble() < skill + ease[i]);
        }
      }
    }
    return runs;
  }
}
