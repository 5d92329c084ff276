package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.RunKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Differences when grid keys apply only to some models. */
class DifferencesTest {
  private static final Map<String, String> SMALL = Map.of("model.hidden", "6", "task.symbols", "4");
  private static final Map<String, String> LARGE = Map.of("model.hidden", "8", "task.symbols", "4");
  private static final Map<String, String> NO_WIDTH = Map.of("task.symbols", "4");

  private static List<Difference> of(String models, SimulatedRuns runs) {
    String study =
        "{study: s, task: {type: reverse}, training: {budget: {steps: 1}}, metrics: [bleu], models: {"
            + models
            + "}}";
    return Differences.of(SpecReader.read(study, "study", StudySpec.class), runs.evidence());
  }

  private static SimulatedRuns runs() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 2; seed++) {
      runs.run(new RunKey("rnn", seed, SMALL), 20 + seed)
          .run(new RunKey("rnn", seed, LARGE), 30 + seed)
          .run(new RunKey("big", seed, NO_WIDTH), 50)
          .run(new RunKey("big", seed, Map.of("task.symbols", "5")), 10);
    }
    return runs;
  }

  private static final String RNN = "rnn: {encoder: {type: rnn}, decoder: {type: rnn}}";
  private static final String BIG =
      "big: {encoder: {type: transformer}, decoder: {type: transformer}}";

  @Test
  void comparesWithEveryGridPointOfReference() {
    List<Difference> rows = of(RNN + ", " + BIG, runs());
    assertThat(rows).extracting(Difference::grid).containsExactly(NO_WIDTH, NO_WIDTH);
    assertThat(rows).extracting(Difference::referenceGrid).containsExactly(SMALL, LARGE);
    assertThat(rows.get(0).difference()).isCloseTo(28.5, within(1e-9));
    assertThat(rows.get(1).difference()).isCloseTo(18.5, within(1e-9));
  }

  @Test
  void comparesEveryGridPointWithReference() {
    List<Difference> rows = of(BIG + ", " + RNN, runs());
    assertThat(rows).extracting(Difference::grid).containsExactly(SMALL, LARGE);
    assertThat(rows).extracting(Difference::referenceGrid).containsOnly(NO_WIDTH);
    assertThat(rows.get(0).difference()).isCloseTo(-28.5, within(1e-9));
  }

  @Test
  void doesNotComparePointsThatDifferInSharedKeys() {
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 2; seed++) {
      runs.run(new RunKey("rnn", seed, SMALL), 20)
          .run(new RunKey("big", seed, Map.of("task.symbols", "5")), 10);
    }
    assertThat(of(RNN + ", " + BIG, runs)).isEmpty();
  }

  @Test
  void seedsOfLaterLooksAreNotAwaited() {
    String study =
        "{study: s, task: {type: reverse}, training: {budget: {steps: 1}}, metrics: [bleu], seeds: {looks: [2, 4], until: decided}, models: {%s, luong: {encoder: {type: rnn}, decoder: {type: rnn}}}, claims: [{id: C1, sentence: s, parts: [{type: greater, measure: bleu, of: luong, than: rnn}]}]}"
            .formatted(RNN);
    SimulatedRuns runs = new SimulatedRuns();
    for (int seed = 1; seed <= 2; seed++) {
      runs.run(new RunKey("rnn", seed), 20 + seed).run(new RunKey("luong", seed), 30 + 2 * seed);
    }
    for (int seed = 3; seed <= 4; seed++) {
      runs.missing(new RunKey("rnn", seed)).missing(new RunKey("luong", seed));
    }
    List<Difference> rows =
        Differences.of(SpecReader.read(study, "study", StudySpec.class), runs.evidence());
    assertThat(rows).extracting(Difference::seeds).containsExactly(2);
    assertThat(rows.get(0).difference()).isCloseTo(11.5, within(1e-9));
  }
}
