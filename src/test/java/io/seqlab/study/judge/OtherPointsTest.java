package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seqlab.result.record.RunKey;
import io.seqlab.result.verdict.PartVerdict.Elsewhere;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherPointsTest {
  private static final String ATTENTION_AT_LEAST =
      "{type: greater, measure: exact_match, of: luong, than: rnn, margin: 0.2%s}";

  /** Attention is better by 0.5 on sources of more than 10 tokens only, and with 64 units only. */
  private static SimulatedRuns runs() {
    SimulatedRuns runs = new SimulatedRuns().ownExamples();
    for (long seed = 1; seed <= 5; seed++) {
      for (String hidden : List.of("32", "64")) {
        for (String model : List.of("rnn", "luong")) {
          RunKey run = new RunKey(model, seed, Map.of("model.hidden", hidden));
          runs.run(run, 0);
          for (int example = 1; example <= 400; example++) {
            int length = (example - 1) / 20 + 1;
            boolean helps = model.equals("luong") && length > 10 && hidden.equals("64");
            runs.example(run, example, length, (example + seed) % 4 < (helps ? 4 : 2));
          }
        }
      }
    }
    return runs;
  }

  private static List<Elsewhere> elsewhere(String where) {
    Verdict verdict = runs().judge(ATTENTION_AT_LEAST.formatted(where));
    return verdict.parts().get(0).elsewhere();
  }

  @Test
  void aTestIsMadeAtTheOtherValuesOfTheGridAndAlongTheLength() {
    assertThat(elsewhere(", where: {model.hidden: 64, source_length: [11, 20]}"))
        .extracting(Elsewhere::point, Elsewhere::ruling)
        .containsExactly(
            tuple("model.hidden 32", Ruling.REFUTED),
            tuple("source_length 1 to 4", Ruling.REFUTED),
            tuple("source_length 5 to 8", Ruling.REFUTED),
            tuple("source_length 9 to 12", Ruling.SUPPORTED),
            tuple("source_length 13 to 16", Ruling.SUPPORTED),
            tuple("source_length 17 to 20", Ruling.SUPPORTED));
  }

  @Test
  void pointsOfOtherTestsOfTheClaimAreNotRepeated() {
    Verdict verdict =
        runs()
            .judge(
                ATTENTION_AT_LEAST.formatted(", where: {model.hidden: 64}"),
                ATTENTION_AT_LEAST.formatted(", where: {model.hidden: 32}"));
    assertThat(verdict.parts().get(0).elsewhere())
        .extracting(Elsewhere::point)
        .hasSize(5)
        .noneMatch(point -> point.startsWith("model.hidden"));
  }

  @Test
  void aMetricWithoutAWindowHasWindowsOfTheSourceLength() {
    List<Elsewhere> others = elsewhere(", where: {model.hidden: 64}");
    assertThat(others).extracting(Elsewhere::point).contains("source_length 17 to 20").hasSize(6);
    assertThat(others.get(5).estimate().value()).isEqualTo(0.5);
    assertThat(others.get(5).estimate().seeds()).isEqualTo(5);
  }

  @Test
  void aFittedDimensionIsNotDivided() {
    Verdict verdict =
        runs()
            .judge(
                "{type: gap_widens, measure: exact_match, of: luong, than: rnn, over: source_length, where: {model.hidden: 64, source_length: [5, 20]}}");
    assertThat(verdict.parts().get(0).elsewhere())
        .extracting(Elsewhere::point, Elsewhere::ruling)
        .containsExactly(tuple("model.hidden 32", Ruling.INCONCLUSIVE));
  }

  @Test
  void aMeasureWithFewPointsHasOneForEach() {
    SimulatedRuns runs = new SimulatedRuns();
    for (long seed = 1; seed <= 5; seed++) {
      RunKey run = new RunKey("a", seed);
      runs.run(run, 0);
      runs.measure(run, "reach", "layer", 1, 2).measure(run, "reach", "layer", 2, 8);
      runs.measure(run, "reach", "layer", 3, 9);
    }
    Verdict verdict =
        runs.judge("{type: holds, measure: reach, of: a, above: 5, where: {layer: 3}}");
    assertThat(verdict.parts().get(0).elsewhere())
        .extracting(Elsewhere::point, Elsewhere::ruling)
        .containsExactly(tuple("layer 1", Ruling.REFUTED), tuple("layer 2", Ruling.SUPPORTED));
  }

  @Test
  void controlsHoldThereToo() {
    Verdict verdict =
        runs()
            .judge(
                "{type: greater, measure: exact_match, of: luong, than: rnn, where: {model.hidden: 64}, requires: [{measure: exact_match, of: [luong], at_least: 0.7}]}");
    assertThat(verdict.parts().get(0).elsewhere().get(0))
        .extracting(Elsewhere::point, Elsewhere::ruling)
        .containsExactly("model.hidden 32", Ruling.INVALID);
  }
}
