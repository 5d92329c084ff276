package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.result.record.RunKey;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Tests claims with per-example scores. */
class ExampleScoresTest {
  private static final String GREATER = "{type: greater, measure: exact_match, of: a, than: b}";

  /** Examples of cyclic lengths 1 to 10; predicates give the correct ones, for every seed. */
  private static SimulatedRuns runs(int examples, IntPredicate a, IntPredicate b) {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 5; seed++) {
      for (String model : new String[] {"a", "b"}) {
        RunKey key = new RunKey(model, seed);
        runs.run(key, 0);
        for (int i = 1; i <= examples; i++) {
          boolean right = (model.equals("a") ? a : b).test(i);
          runs.example(key, i, 1 + (i - 1) % 10, right);
        }
      }
    }
    return runs;
  }

  @Test
  void intervalIncludesVarianceOverExamples() {
    PartVerdict part = runs(20, i -> i <= 12, i -> i <= 11).judgePart(GREATER);
    assertThat(part.estimate().value()).isCloseTo(0.05, within(1e-12));
    assertThat(part.estimate().low()).as("one more correct example is not significant").isZero();
    assertThat(part.estimate().high()).isBetween(0.1, 0.2);
    assertThat(part.ruling()).isEqualTo(Ruling.INCONCLUSIVE);
    PartVerdict clear = runs(20, i -> i <= 18, i -> i <= 2).judgePart(GREATER);
    assertThat(clear.ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(clear.p().support())
        .as("sign test of five seeds that agree; the bootstrap's is smaller")
        .isEqualTo(1 / 32.0);
  }

  @Test
  void hullContainsIntervalOverSeeds() {
    SimulatedRuns runs = runs(10, i -> true, i -> false);
    SimulatedRuns spread = new SimulatedRuns();
    for (int seed = 1; seed <= 5; seed++) {
      for (int i = 1; i <= 100; i++) {
        spread.example(new RunKey("a", seed), i, 1, i <= 40 + 10 * seed);
        spread.example(new RunKey("b", seed), i, 1, i <= 50);
      }
      spread.run(new RunKey("a", seed), 0).run(new RunKey("b", seed), 0);
    }
    PartVerdict part = spread.judgePart(GREATER);
    assertThat(part.estimate().low())
        .as("Student's t, 2.131847·√0.025/√5, is the wider")
        .isCloseTo(0.2 - 0.1507443, within(1e-6));
    assertThat(part.estimate().high()).isCloseTo(0.2 + 0.1507443, within(1e-6));
    assertThat(runs.judgePart(GREATER).estimate().low()).as("every resample is 1").isEqualTo(1);
  }

  @Test
  void slicesByLengthAreExact() {
    SimulatedRuns runs = runs(200, i -> 1 + (i - 1) % 10 <= 8, i -> 1 + (i - 1) % 10 <= 3);
    String slice = GREATER.replace("}", ", where: {source_length: [%s]}}");
    assertThat(runs.judgePart(slice.formatted("4, 8")).estimate().value()).isEqualTo(1);
    assertThat(runs.judgePart(slice.formatted("1, 3")).estimate().value()).isZero();
    assertThat(runs.judgePart(slice.formatted("1, 3")).quantity().dimension())
        .isEqualTo("source_length");
    assertThat(runs.judgePart(slice.formatted("7, 10")).estimate().value())
        .isCloseTo(0.5, within(1e-12));
    String two =
        "{type: greater, measure: exact_match, of: {model: b, where: {source_length: [1, 3]}},"
            + " than: {model: b, where: {source_length: [4, 10]}}, margin: 0.9}";
    assertThat(runs.judgePart(two).quantity().dimension()).isEqualTo("source_length");
    assertThat(runs.judgePart(two).ruling()).isEqualTo(Ruling.SUPPORTED);
  }

  @Test
  void gapAlongLengthUsesExamples() {
    SimulatedRuns runs = runs(200, i -> true, i -> (i - 1) / 10 % 10 >= 1 + (i - 1) % 10);
    PartVerdict part =
        runs.judgePart(
            "{type: gap_widens, measure: exact_match, of: a, than: b, over: source_length}");
    assertThat(part.estimate().value())
        .isCloseTo(0.1, within(1e-9)); // b loses 0.1 with each length
    assertThat(part.estimate().low()).isStrictlyBetween(0.07, 0.1);
    assertThat(part.ruling()).isEqualTo(Ruling.SUPPORTED);
  }

  @Test
  void verdictIsDeterministic() {
    PartVerdict once = runs(50, i -> i % 3 > 0, i -> i % 2 > 0).judgePart(GREATER);
    assertThat(runs(50, i -> i % 3 > 0, i -> i % 2 > 0).judgePart(GREATER)).isEqualTo(once);
  }
}
