package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.SeedsSpec;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Controls on simulated runs. */
class ControlsTest {
  private static final String GREATER = "{type: greater, measure: bleu, of: a, than: b}";
  private static final String LEARNT = "{measure: accuracy, at_least: 0.95}";

  /** Ten seeds; a exceeds b by the seed's number. The accuracy of each model by seed. */
  private static SimulatedRuns runs(List<Double> accuracyOfA, List<Double> accuracyOfB) {
    SimulatedRuns runs = new SimulatedRuns();
    for (int s = 0; s < accuracyOfA.size(); s++) {
      RunKey a = new RunKey("a", s + 1);
      RunKey b = new RunKey("b", s + 1);
      runs.run(a, 21 + s).run(b, 20);
      runs.measure(a, "accuracy", "", 0, accuracyOfA.get(s));
      runs.measure(b, "accuracy", "", 0, accuracyOfB.get(s));
    }
    return runs;
  }

  private static Verdict judge(SimulatedRuns runs, String parts, String requires) {
    SeedsSpec seeds = SeedsSpec.of(runs.evidence().seeds());
    return runs.judge(seeds, "[" + parts + "], requires: [" + requires + "]");
  }

  @Test
  void pairsInWhichEitherModelDidNotLearnAreLeftOut() {
    SimulatedRuns runs = runs(List.of(1.0, 1.0, 1.0, 1.0, 0.95), List.of(1.0, 1.0, 1.0, 0.94, 1.0));
    PartVerdict part = judge(runs, GREATER, LEARNT).parts().get(0);
    assertThat(part.dropped()).isEqualTo(1);
    assertThat(part.estimate().seeds()).isEqualTo(4);
    assertThat(part.estimate().value()).isCloseTo((1 + 2 + 3 + 5) / 4.0, within(1e-12));
    assertThat(part.allSeeds().value()).isCloseTo(3, within(1e-12));
    assertThat(part.controls())
        .extracting(ControlResult::control, ControlResult::met, ControlResult::seeds)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("accuracy of a, at least 0.95", 5, 5),
            org.assertj.core.groups.Tuple.tuple("accuracy of b, at least 0.95", 4, 5));
    assertThat(part.ruling()).isEqualTo(Ruling.SUPPORTED);
  }

  @Test
  void testIsInvalidIfTooFewSeedsLearnt() {
    SimulatedRuns runs = runs(List.of(1.0, 1.0, 1.0, 0.5, 0.2), List.of(1.0, 1.0, 1.0, 1.0, 1.0));
    PartVerdict part = judge(runs, GREATER, LEARNT).parts().get(0);
    assertThat(part.ruling()).isEqualTo(Ruling.INVALID);
    assertThat(part.reason())
        .isEqualTo(
            "control failed: accuracy of a, at least 0.95 is met by 3 of 5 seeds, median 1.000");
    assertThat(part.breakingPoint()).isEmpty();
  }

  @Test
  void seedsAddedAfterADecisionAreInTheControlsOfAllSeeds() {
    List<Double> ones = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    SimulatedRuns runs = runs(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5), ones);
    SeedsSpec looks = new SeedsSpec(Optional.empty(), List.of(5, 8), SeedsSpec.Until.DECIDED);
    String claim = "[" + GREATER + "], requires: [" + LEARNT + "]";
    PartVerdict part = runs.judge(looks, claim).parts().get(0);
    assertThat(part.ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(part.controls().get(0).met()).isEqualTo(5);
    assertThat(part.controlsOfAllSeeds())
        .extracting(ControlResult::met, ControlResult::seeds, ControlResult::passed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(5, 8, false),
            org.assertj.core.groups.Tuple.tuple(8, 8, true));
    assertThat(runs(ones, ones).judge(SeedsSpec.of(List.of(1L, 2L)), claim).parts().get(0))
        .extracting(PartVerdict::controlsOfAllSeeds)
        .isEqualTo(List.of());
  }

  @Test
  void nanDoesNotMeetAControl() {
    SimulatedRuns runs = runs(List.of(1.0, Double.NaN, Double.NaN), List.of(1.0, 1.0, 1.0));
    assertThat(judge(runs, GREATER, LEARNT).ruling()).isEqualTo(Ruling.INVALID);
  }

  /** A control of one model of a claim concerns only the tests of that model. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{measure: accuracy, of: [b], at_least: 0.95} | supported, invalid",
        "{measure: accuracy, at_least: 0.95}          | supported, invalid",
        "{measure: accuracy, of: [a], at_least: 0.95} | supported, supported",
        "{measure: accuracy, of: [c], at_most: 0.2}   | supported, supported",
        "{measure: accuracy, of: [c], at_most: 0.05}  | invalid, invalid",
      })
  void controlConcernsTheTestsOfItsModels(String control, String rulings) {
    List<Double> ones = List.of(1.0, 1.0, 1.0, 1.0, 1.0);
    List<Double> halves = List.of(0.5, 0.5, 0.5, 0.5, 0.5);
    SimulatedRuns runs = runs(ones, halves);
    for (int seed = 1; seed <= 5; seed++) {
      RunKey c = new RunKey("c", seed);
      runs.run(c, 0).measure(c, "accuracy", "", 0, 0.1);
    }
    Verdict verdict =
        judge(
            runs,
            "{type: holds, measure: bleu, of: a, above: 1}, {type: holds, measure: bleu, of: b, above: 1}",
            control);
    assertThat(verdict.parts().stream().map(part -> part.ruling().key()))
        .containsExactly(rulings.split(", ", -1));
  }

  /** At the points of the grid that the test selects, unless the control selects others. */
  @ParameterizedTest
  @CsvSource({"'', supported", "', where: {model.hidden: 32}', invalid"})
  void controlIsEvaluatedAtThePointsOfTheTest(String where, String ruling) {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 5; seed++) {
      for (int width : List.of(32, 64)) {
        RunKey key = new RunKey("a", seed, Map.of("model.hidden", "" + width));
        runs.run(key, width).measure(key, "accuracy", "", 0, width == 64 ? 1 : 0);
      }
    }
    Verdict verdict =
        judge(
            runs,
            "{type: holds, measure: bleu, of: a, above: 1, where: {model.hidden: 64}}",
            "{measure: accuracy, at_least: 0.95" + where + "}");
    assertThat(verdict.ruling().key()).isEqualTo(ruling);
  }

  @Test
  void shareOfSeedsThatLearntIsTestedItself() {
    SimulatedRuns runs =
        runs(List.of(1.0, 1.0, 1.0, 0.2, 0.2, 0.2), List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0));
    String share = "{type: share, measure: accuracy, of: %s, counts: [0.95, null], above: 0.5}";
    assertThat(runs.judgePart(share.formatted("b")).ruling()).isEqualTo(Ruling.SUPPORTED);
    PartVerdict half = runs.judgePart(share.formatted("a"));
    assertThat(half.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    assertThat(half.estimate().value()).isEqualTo(0.5);
    // Clopper-Pearson at 90 %: quantiles of Beta(3, 4) and Beta(4, 3)
    assertThat(half.estimate().low()).isCloseTo(0.1532, within(1e-4));
    assertThat(half.estimate().high()).isCloseTo(0.8468, within(1e-4));
  }
}
