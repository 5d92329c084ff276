package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.SeedsSpec;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests claims on simulated runs with known results. */
class JudgeTest {
  private static final String GREATER = "{type: greater, measure: bleu, of: a, than: b}";

  private static SimulatedRuns two(double... differences) {
    SimulatedRuns runs = new SimulatedRuns();
    for (int s = 0; s < differences.length; s++) {
      runs.run(new RunKey("a", s + 1), 20 + differences[s]).run(new RunKey("b", s + 1), 20);
    }
    return runs;
  }

  /**
   * Values 23 to 27 against 20. One-sided t bounds of the difference at 5 % are 5 ±
   * 2.131847·√2.5/√5 = 5 ± 1.507443; at 2.5 %, 5 ± 2.776445/√2 = 5 ± 1.963243. Two bounds share the
   * error of refutation. The sign test of five seeds needs all of them inside: its p is 1/32.
   */
  @ParameterizedTest
  @CsvSource({
    "'greater, than: b', supported",
    "'greater, than: b, margin: 3.49', supported",
    "'greater, than: b, margin: 3.5', inconclusive",
    "'greater, than: b, margin: 6.5', inconclusive",
    "'greater, than: b, margin: 6.51', refuted",
    "'equal_within, than: b, within: 6.51', supported",
    "'equal_within, than: b, within: 6.5', inconclusive",
    "'equal_within, than: b, within: 3.1', inconclusive",
    "'equal_within, than: b, within: 3.03', refuted",
    "'ratio_within, to: b, within: [1.1, 1.4]', supported",
    "'ratio_within, to: b, within: [0.9, 1.1]', refuted",
    "'ratio_within, to: b, within: [1.3, null]', inconclusive",
    "'holds, above: 22.9, below: 27.1', supported",
    "'holds, above: 23', inconclusive",
    "'holds, above: 24.5', inconclusive",
    "'holds, below: 22.9', refuted",
    "'share, counts: [22.9, null], above: 0.5', supported",
    "'share, counts: [23.1, null], above: 0.5', inconclusive",
    "'share, counts: [27.1, null], above: 0.5', refuted",
    "'share, counts: [22.9, null], above: 0.55', inconclusive",
  })
  void rulingFollowsFromInterval(String test, String ruling) {
    PartVerdict part = two(3, 4, 5, 6, 7).judgePart("{measure: bleu, of: a, type: " + test + "}");
    assertThat(part.ruling().key()).as("%s", part).isEqualTo(ruling);
    assertThat(part.estimate().seeds()).isEqualTo(5);
  }

  /** Seeds with examples of their own are independent: the t test over seeds is enough. */
  @Test
  void seedsWithOwnExamplesAreJudgedOverSeedsAlone() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int s = 1; s <= 5; s++) {
      RunKey a = new RunKey("a", s);
      RunKey b = new RunKey("b", s);
      runs.run(a, 1).run(b, 1);
      for (int i = 1; i <= 10; i++) { // lengths differ between seeds
        runs.example(a, i, i % (s + 1) + 1, i > s % 2).example(b, i, i % (s + 1) + 1, i > 5);
      }
    }
    String test = "{type: greater, measure: exact_match, of: a, than: b}";
    assertThat(runs.judgePart(test).reason()).contains("tested on different examples");
    PartVerdict part = runs.ownExamples().judgePart(test);
    assertThat(part.method()).isEqualTo("t test over seeds");
    assertThat(part.estimate().value()).isCloseTo(0.44, within(1e-9));
    assertThat(part.ruling()).isEqualTo(Ruling.SUPPORTED);
  }

  /** Clopper-Pearson: 3 of 3 seeds are above x with 95 % confidence if x³ is at most 0.05. */
  @Test
  void intervalOfShareAgreesWithItsRuling() {
    String share = "{measure: bleu, of: a, type: share, counts: [0, null], above: %s}";
    SimulatedRuns three = two(3, 4, 5);
    assertThat(three.judgePart(share.formatted(0.36)).ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(three.judgePart(share.formatted(0.37)).ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    PartVerdict.Estimate estimate = three.judgePart(share.formatted(0.36)).estimate();
    assertThat(estimate.low()).isCloseTo(Math.cbrt(0.05), within(1e-9));
    assertThat(estimate.high()).isEqualTo(1);
    SimulatedRuns eight = two(3, 4, 5, 6, 7, 8, 9, 10);
    SeedsSpec looks = new SeedsSpec(Optional.empty(), List.of(5, 8), SeedsSpec.Until.DECIDED);
    for (double above = 0.05; above < 1; above += 0.05) {
      PartVerdict part = eight.judge(looks, "[" + share.formatted(above) + "]").parts().get(0);
      assertThat(part.ruling() == Ruling.SUPPORTED)
          .as("above %s: %s", above, part)
          .isEqualTo(part.estimate().low() >= above - 1e-9);
    }
  }

  private static final String STEPS_TO =
      "measure: steps_to, of: a, where: {exact_match: 0.95}, type: greater, than: b";

  private static SimulatedRuns reaching(double... steps) {
    SimulatedRuns runs = two(new double[steps.length]);
    for (int s = 0; s < steps.length; s++) {
      runs.measure(new RunKey("a", s + 1), "steps_to", "exact_match", 0.95, steps[s]);
      runs.measure(new RunKey("b", s + 1), "steps_to", "exact_match", 0.95, 10 + s % 2);
    }
    return runs;
  }

  /** A run that never reached a milestone is named; with a control that it fails, it is counted. */
  @Test
  void runThatNeverReachedAMilestoneIsNotLeftOutSilently() {
    assertThat(reaching(30, 40, 50, 60, 70).judgePart("{" + STEPS_TO + "}").ruling())
        .isEqualTo(Ruling.SUPPORTED);
    SimulatedRuns one = reaching(30, 40, Double.NaN, 60, 70);
    PartVerdict part = one.judgePart("{" + STEPS_TO + "}");
    assertThat(part.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(part.reason()).contains("a, seed 3", "never reached the milestone");
    String share =
        "{measure: steps_to, of: a, where: {exact_match: 0.95}, type: share, counts: [null, 99], above: 0.1}";
    assertThat(one.judgePart(share).reason()).contains("never reached the milestone");
    PartVerdict controlled =
        one.judgePart(
            "{%s, requires: [{measure: steps_to, at_most: 100, where: {exact_match: 0.95}}]}"
                .formatted(STEPS_TO));
    assertThat(controlled.ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(controlled.dropped()).isEqualTo(1);
    assertThat(controlled.allSeeds().value()).isNaN();
  }

  @Test
  void sourceOfClaimIsCarriedIntoItsVerdict() {
    Verdict verdict =
        two(1, 2)
            .judge(
                SeedsSpec.of(List.of(0L, 1L)),
                "[{type: holds, measure: bleu, of: a, above: 0.5, below: 2}],"
                    + " topic: t, quote: q, source: a, interpretation: i, scope: c");
    assertThat(verdict.context()).isEqualTo(new Verdict.Context("t", "q", "a", "i", "c"));
    PartVerdict part = verdict.parts().get(0);
    assertThat(part.claimed()).isEqualTo(new PartVerdict.Range(0.5, 2));
    assertThat(part.quantity())
        .isEqualTo(new PartVerdict.Quantity(TestStatistic.VALUE, "bleu", ""));
  }

  @Test
  void partVerdictReportsStatistics() {
    PartVerdict part = two(4, 5, 6).judgePart(GREATER);
    assertThat(part.estimate().value()).isCloseTo(5, within(1e-9));
    assertThat(part.estimate().low()).isCloseTo(5 - 1.685854, within(1e-6)); // 2.919986/√3
    assertThat(part.estimate().high()).isCloseTo(5 + 1.685854, within(1e-6));
    assertThat(part.estimate().level()).isEqualTo(0.05);
    assertThat(part.method()).isEqualTo("t test over seeds");
    assertThat(part.p().support())
        .isCloseTo(0.006536, within(1e-6)); // t = 5√3 with 2 degrees of freedom
    assertThat(part.p().refutation()).isCloseTo(1 - 0.006536, within(1e-6));
    assertThat(part.breakingPoint()).isEqualTo("supported for bounds below 3.314");
    assertThat(part.effect()).isCloseTo(5, within(1e-9));
    assertThat(part.test()).isEqualTo("bleu of a minus bleu of b");
    assertThat(part.bound()).isEqualTo("above 0");
    assertThat(part.reason()).isEmpty();
  }

  @Test
  void tieIsInconclusive() {
    PartVerdict part = two(0, 0, 0, 0, 0).judgePart(GREATER);
    assertThat(part.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(part.estimate().low()).isEqualTo(part.estimate().high()).isZero();
    assertThat(two(2, 2, 2, 2, 2).judgePart(GREATER.replace("}", ", margin: 2}")).ruling())
        .isEqualTo(Ruling.INCONCLUSIVE);
    PartVerdict rounded =
        two(0.1, 0.1, 0.1, 0.1, 0.1).judgePart(GREATER.replace("}", ", margin: 0.1}"));
    assertThat(rounded.estimate().value()).isNotEqualTo(0.1).isCloseTo(0.1, within(1e-12));
    assertThat(rounded.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(rounded.p().support()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {GREATER, "{type: holds, measure: bleu, of: a, above: 0}"})
  void singleSeedIsInconclusive(String test) {
    PartVerdict part = two(9).judgePart(test);
    assertThat(part.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(part.reason()).contains("at least two seeds");
    assertThat(part.estimate().value()).isNaN();
  }

  @Test
  void reasonNamesFailedAndMissingRuns() {
    RunKey third = new RunKey("a", 3);
    SimulatedRuns failed = two(4, 5).run(third, RunStatus.FAILED, 99).run(new RunKey("b", 3), 20);
    assertThat(failed.judgePart(GREATER).reason()).isEqualTo("a, seed 3 is failed");
    SimulatedRuns missing = two(4, 5).missing(third).run(new RunKey("b", 3), 20);
    assertThat(missing.judgePart(GREATER).reason()).isEqualTo("a, seed 3 has not been run");
    SimulatedRuns other = two(4, 5).run(third, 25);
    assertThat(other.judgePart(GREATER).reason()).contains("different seeds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "measure: blue | no measure 'blue' of a, seed 1; did you mean 'bleu'?",
        "measure: param | nearest: norm, bleu, lost, parameters, steps; all measures are in measures.csv and the columns of results.csv",
        "measure: bleu, where: {source_length: 3} | no measure 'bleu'",
        "measure: norm, where: {layer: 3} | 'norm' is measured along step, not along layer",
        "measure: norm, where: {step: [30, 40]} | a, seed 1 has no norm at the selected points",
        "measure: lost | undefined for a seed",
      })
  void reasonNamesMissingMeasure(String keys, String reason) {
    SimulatedRuns runs = two(4, 5);
    for (RunKey key : runs.evidence().runs()) {
      runs.measure(key, "norm", "step", 10, 1).measure(key, "lost", "", 0, Double.NaN);
    }
    PartVerdict part = runs.judgePart("{type: greater, of: a, than: b, " + keys + "}");
    assertThat(part.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(part.reason()).contains(reason);
  }

  @Test
  void rulingOnTheClaimCombinesItsParts() {
    SimulatedRuns runs = two(4, 5, 6);
    String refuted = "{type: greater, measure: bleu, of: b, than: a}";
    String unclear = "{type: greater, measure: bleu, of: a, than: b, margin: 5}";
    String invalid = GREATER.replace("}", ", requires: [{measure: bleu, at_least: 99}]}");
    assertThat(runs.judge(GREATER).ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(runs.judge(GREATER, unclear).ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(runs.judge(unclear, refuted).ruling()).isEqualTo(Ruling.REFUTED);
    assertThat(runs.judge(GREATER, refuted).ruling()).isEqualTo(Ruling.MIXED);
    assertThat(runs.judge(GREATER, invalid).ruling()).isEqualTo(Ruling.INVALID);
    assertThat(runs.judge(GREATER, refuted, invalid).ruling()).isEqualTo(Ruling.MIXED);
  }

  /** All parts must be wrong together for a false support, any one for a false refutation. */
  @Test
  void onlyRefutationIsCorrectedForTheNumberOfParts() {
    SimulatedRuns runs = two(4, 5, 6);
    String refuted = "{type: greater, measure: bleu, of: b, than: a, margin: -3.3}"; // t = -2.944
    Verdict one = runs.judge(refuted);
    Verdict both = runs.judge(refuted, GREATER);
    assertThat(one.parts().get(0).p().refutation()).isCloseTo(0.0493, within(1e-4));
    assertThat(one.ruling()).isEqualTo(Ruling.REFUTED);
    assertThat(both.parts().get(0).p().refutation()).isCloseTo(2 * 0.0493, within(2e-4));
    assertThat(both.parts().get(0).ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(both.parts().get(1).p().support()).isCloseTo(0.006536, within(1e-6));
    assertThat(both.parts().get(1).estimate()).isEqualTo(runs.judgePart(GREATER).estimate());
  }

  /** A claim that was refuted is not, at the bound of its breaking point. */
  @Test
  void breakingPointOfARefutedPartAgreesWithHolm() {
    SimulatedRuns runs = two(3, 4, 5, 6, 7);
    String margin = "{type: greater, measure: bleu, of: b, than: a, margin: %s}";
    String clearer = "{type: greater, measure: bleu, of: b, than: a}";
    PartVerdict part = runs.judge(margin.formatted("-3"), clearer).parts().get(0);
    assertThat(part.ruling()).isEqualTo(Ruling.REFUTED);
    // The other is rejected first, at half the level: −5 + 2.131847·√2.5/√5 = −3.492557
    assertThat(part.breakingPoint()).isEqualTo("refuted for bounds above -3.493");
    assertThat(runs.judge(margin.formatted("-3.4925"), clearer).parts().get(0).ruling())
        .isEqualTo(Ruling.REFUTED);
    assertThat(runs.judge(margin.formatted("-3.4926"), clearer).parts().get(0).ruling())
        .isEqualTo(Ruling.INCONCLUSIVE);
  }

  @Test
  void boundsOfAShareAtSeveralLooksAreThoseThatWouldBeSupported() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 20; seed++) {
      runs.run(new RunKey("a", seed), 30);
    }
    SeedsSpec looks = SpecReader.read("{looks: [5, 20]}", "seeds", SeedsSpec.class);
    String share = "[{type: share, measure: bleu, of: a, counts: [30, null], above: %s}]";
    PartVerdict part = runs.judge(looks, share.formatted(0.6)).parts().get(0);
    double low = part.estimate().low();
    assertThat(part.estimate().seeds()).isEqualTo(20);
    assertThat(part.estimate().value()).as("a value at a bound counts").isEqualTo(1);
    assertThat(low).isGreaterThan(0.6);
    assertThat(runs.judge(looks, share.formatted(low - 1e-6)).ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(runs.judge(looks, share.formatted(low + 1e-6)).ruling())
        .isEqualTo(Ruling.INCONCLUSIVE);
  }

  @Test
  void countedQuantitiesTakeNoShareOfTheError() {
    SimulatedRuns runs = two(4, 5, 6);
    runs.evidence().runs().forEach(key -> runs.measure(key, "flops", "", 0, 7));
    String counted = "{type: holds, measure: flops, of: a, above: 6, below: 8}";
    String refuted = "{type: greater, measure: bleu, of: b, than: a, margin: -3.3}";
    Verdict verdict = runs.judge(refuted, counted);
    assertThat(verdict.parts().get(0).ruling()).isEqualTo(Ruling.REFUTED);
    assertThat(verdict.parts().get(1).ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(verdict.parts().get(1).method()).isEqualTo("counted");
    assertThat(verdict.parts().get(1).p().support()).isZero();
    assertThat(verdict.parts().get(1).breakingPoint())
        .isEqualTo("supported for bounds that contain 7");
  }

  @Test
  void estimatesExponent() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 3; seed++) {
      RunKey key = new RunKey("a", seed);
      runs.run(key, 0);
      for (double n = 64; n <= 4096; n *= 2) {
        runs.measure(
            key, "seconds_of_a_step", "length", n, 3e-6 * seed * Math.pow(n, 1.9 + 0.05 * seed));
      }
    }
    String trend = "{type: trend, measure: seconds_of_a_step, of: a, over: length, scale: log, ";
    PartVerdict part = runs.judgePart(trend + "slope: [1.8, 2.2]}");
    assertThat(part.estimate().value()).isCloseTo(2, within(1e-9));
    assertThat(part.estimate().high() - part.estimate().value())
        .isCloseTo(2.919986 * 0.05 / Math.sqrt(3), within(1e-6));
    assertThat(part.ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(part.quantity().dimension()).isEqualTo("length");
    assertThat(runs.judgePart(trend + "slope: [null, 1.5]}").ruling()).isEqualTo(Ruling.REFUTED);
    PartVerdict one = runs.judgePart(trend + "slope: [1, 3], where: {length: [64, 100]}}");
    assertThat(one.reason()).contains("at least two points");
  }

  @Test
  void estimatesSlopeOfGap() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 3; seed++) {
      RunKey a = new RunKey("a", seed);
      RunKey b = new RunKey("b", seed);
      runs.run(a, 0).run(b, 0);
      for (int x = 1; x <= 5; x++) {
        runs.measure(a, "loss", "position", x, 1 + 0.3 * x + 0.01 * seed * x);
        runs.measure(b, "loss", "position", x, 9 + 0.1 * x);
      }
    }
    String gap = "{type: gap_widens, measure: loss, of: %s, than: %s, over: position}";
    PartVerdict wider = runs.judgePart(gap.formatted("a", "b"));
    assertThat(wider.estimate().value()).isCloseTo(0.22, within(1e-9));
    assertThat(wider.ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(runs.judgePart(gap.formatted("b", "a")).ruling()).isEqualTo(Ruling.REFUTED);
  }

  @Test
  void slopeOfConstantIsInconclusiveDespiteRounding() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 3; seed++) {
      runs.run(new RunKey("a", seed), 0);
      for (int x = 1; x <= 7; x++) {
        runs.measure(new RunKey("a", seed), "share", "x", x, 0.1 + 0.2);
      }
    }
    String trend = "{type: trend, measure: share, of: a, over: x, slope: %s}";
    for (String slope : List.of("[0, null]", "[null, 0]")) {
      assertThat(runs.judgePart(trend.formatted(slope)).ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    }
    assertThat(runs.judgePart(trend.formatted("[-0.01, 0.01]")).reason())
        .isEqualTo("needs 5 seeds: no result of 3 can support it");
  }

  /** If all seeds agree, their variance is unknown, but not the sign of the difference. */
  @ParameterizedTest
  @CsvSource({
    "2, valid_exact_match, inconclusive",
    "4, valid_exact_match, inconclusive",
    "5, valid_exact_match, supported",
    "2, flops, supported",
    "2, initial_gradient_reach, supported",
    "2, sequential_depth_exponent, supported",
    "4, train_step_seconds_exponent, inconclusive",
  })
  void seedsThatAgreeNeedFiveUnlessTheQuantityIsCounted(int seeds, String measure, String ruling) {
    SimulatedRuns runs = two(new double[seeds]);
    for (RunKey key : runs.evidence().runs()) {
      runs.measure(key, measure, "", 0, key.model().equals("a") ? 0.05 : 0);
    }
    PartVerdict part = runs.judgePart("{type: greater, of: a, than: b, measure: " + measure + "}");
    assertThat(part.ruling().key()).isEqualTo(ruling);
    assertThat(part.estimate().value()).isEqualTo(0.05);
    assertThat(part.reason())
        .isEqualTo(
            ruling.equals("supported")
                ? ""
                : "needs 5 seeds: no result of %d can support it".formatted(seeds));
  }

  @Test
  void comparesGridPointsOfOneModel() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 3; seed++) {
      for (int width : List.of(32, 64, 128)) {
        double bleu = width / 2.0 * (1 + (seed - 2) * 0.001);
        runs.run(new RunKey("a", seed, Map.of("model.hidden", "" + width)), bleu);
      }
    }
    String at = "{model: a, where: {model.hidden: %d}}";
    String greater = "{type: greater, measure: bleu, of: %s, than: %s, margin: 15}";
    assertThat(runs.judgePart(greater.formatted(at.formatted(64), at.formatted(32))).ruling())
        .isEqualTo(Ruling.SUPPORTED);
    assertThat(runs.judgePart(greater.formatted("a", at.formatted(32))).reason())
        .contains("several runs of a with seed 1; select one with where: {model.hidden: …}");
    PartVerdict slope =
        runs.judgePart(
            "{type: trend, measure: bleu, of: a, over: model.hidden, slope: [0.45, 0.55],"
                + " where: {model.hidden: [32, 64]}}");
    assertThat(slope.estimate().value()).isCloseTo(0.5, within(1e-9));
    assertThat(slope.quantity().dimension()).isEqualTo("model.hidden");
    assertThat(slope.ruling()).isEqualTo(Ruling.SUPPORTED);
  }

  @Test
  void comparesTwoMeasuresOfOneModel() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 3; seed++) {
      RunKey key = new RunKey("a", seed);
      runs.run(key, 0).measure(key, "norm", "", 0, 5 + seed).measure(key, "initial_norm", "", 0, 1);
    }
    String test = "{type: greater, measure: norm, of: a, than: {model: a, measure: initial_norm}}";
    PartVerdict part = runs.judgePart(test);
    assertThat(part.estimate().value()).isEqualTo(6);
    assertThat(part.test()).isEqualTo("norm of a minus initial_norm of a");
  }

  @Test
  void overallValueTakesPrecedenceOverDimensions() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 2; seed++) {
      RunKey key = new RunKey("a", seed);
      runs.run(key, 0).measure(key, "norm", "", 0, 7).measure(key, "norm", "head", 1, 9);
    }
    assertThat(runs.judgePart("{type: holds, measure: norm, of: a, above: 6}").estimate().value())
        .isEqualTo(7);
    assertThat(
            runs.judgePart("{type: holds, measure: norm, of: a, above: 6, where: {head: 1}}")
                .estimate()
                .value())
        .isEqualTo(9);
  }

  @Test
  void timesOfDifferentKindsOfNodeAreNotCompared() {
    SimulatedRuns runs = two(3, 4, 5);
    for (long seed = 1; seed <= 3; seed++) {
      runs.measure(new RunKey("a", seed), "node", "EPYC 7543", 0, 64);
      runs.measure(new RunKey("b", seed), "node", "EPYC 7543", 0, 64);
      runs.measure(new RunKey("a", seed), "step_seconds", "", 0, 2 + seed / 10.0);
      runs.measure(new RunKey("b", seed), "step_seconds", "", 0, 1);
    }
    String time = GREATER.replace("bleu", "step_seconds");
    assertThat(runs.judgePart(time).ruling()).isEqualTo(Ruling.SUPPORTED);
    runs.run(new RunKey("b", 4), 20).run(new RunKey("a", 4), 25);
    runs.measure(new RunKey("a", 4), "step_seconds", "", 0, 2);
    runs.measure(new RunKey("b", 4), "step_seconds", "", 0, 1);
    runs.measure(new RunKey("b", 4), "node", "Xeon 6248", 0, 40);
    assertThat(runs.judgePart(time).ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(runs.judgePart(time).reason())
        .contains(
            "different kinds of node",
            "EPYC 7543, 64 processors (a, seed 1); Xeon 6248, 40 processors (b, seed 4)");
    assertThat(runs.judgePart(GREATER).reason()).isEmpty();
  }
}
