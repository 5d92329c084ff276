package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.RunKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data of studies whose seeds share their examples, or have their own. */
class StudyDataCacheTest {
  private static final String STUDY =
      """
      study: s
      task: {type: copy, symbols: %d, lengths: {train: [1, 4], test: [1, 4]}, examples: {train: 40, valid: 8, test: 8, seed: %s}}
      training: {budget: {steps: 2}, batch: {size: 8}}
      seeds: [3, 4]
      models:
        a: &rnn {encoder: {type: rnn, hidden: 8}, decoder: {type: rnn, hidden: 8}}
        b: *rnn
      """;

  private static StudySpec study(int symbols, String seed, String more) {
    return SpecReader.read(STUDY.formatted(symbols, seed) + more, "study.yaml", StudySpec.class);
  }

  @Test
  void examplesOfOneSeedAreKeptAtATime() {
    StudyPlan plan = StudyPlan.of(study(5, "each", ""), List.of());
    StudyData three = data(plan, "a", 3);
    assertThat(data(plan, "b", 3)).isSameAs(three);
    StudyData four = data(plan, "b", 4);
    assertThat(four.taskData().train().equals(three.taskData().train())).isFalse();
    assertThat(four.taskData().test().equals(three.taskData().test())).isFalse();
    assertThat(data(plan, "a", 3)).isNotSameAs(three);
    assertThat(data(plan, "a", 3).taskData().equals(three.taskData())).isTrue();
  }

  @Test
  void sharedExamplesAreLoadedOnce() {
    StudyPlan plan = StudyPlan.of(study(5, "0", ""), List.of());
    assertThat(data(plan, "a", 3)).isSameAs(data(plan, "b", 4));
  }

  private static StudyData data(StudyPlan plan, String model, long seed) {
    return plan.data().get(plan.runs().get(new RunKey(model, seed)).task());
  }

  /** With few examples of many symbols, vocabularies differ; the width of a model may not. */
  @Test
  void widthsAreMatchedWithTheFirstSeed() {
    StudySpec study = study(500, "each", "match: {parameters: 20000}\n");
    StudyPlan all = StudyPlan.of(study, List.of());
    StudyPlan second = StudyPlan.of(study, List.of(RunFilter.parse("seed=4", study)));
    RunKey key = new RunKey("a", 4);
    assertThat(second.runs().get(key)).isEqualTo(all.runs().get(key));
    assertThat(all.runs().get(new RunKey("a", 3)).definition())
        .isEqualTo(all.runs().get(key).definition());
    assertThat(data(all, "a", 3).vocabularies().source().size())
        .isNotEqualTo(data(all, "a", 4).vocabularies().source().size());
  }

  @Test
  void checkCountsExamplesOfTheFirstSeed() {
    StudyCheck check = StudyCheck.of(study(5, "each", ""), List.of());
    assertThat(check.data()).hasSize(1);
    assertThat(check.data().get(0).seed()).contains(3L);
    assertThat(check.data().get(0).splits().get(2).pairs()).isEqualTo(8);
    assertThat(StudyCheck.of(study(5, "7", ""), List.of()).data().get(0).seed()).isEmpty();
  }
}
