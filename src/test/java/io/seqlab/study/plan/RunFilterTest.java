package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.RunKey;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFilterTest {
  private static final StudySpec STUDY =
      SpecReader.read(
          """
          study: only
          task: {type: copy}
          training: {budget: {steps: 1}}
          seeds: [1, 2]
          models:
            rnn: {encoder: {type: rnn}, decoder: {type: rnn}}
            big: {encoder: {type: transformer}, decoder: {type: transformer}}
          grid:
            model.hidden: [32, 64]
            task.lengths.test: [[1, 20], [1, 40]]
          """,
          "only.yaml",
          StudySpec.class);

  /** Two seeds of rnn at four points and of big, which has no hidden size, at two. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model=rnn | 8",
        "seed=2 | 6",
        "model=big,seed=1 | 2",
        "model.hidden=64 | 4",
        "model=rnn,model.hidden=64,seed=1 | 2",
        "seed=1, task.lengths.test=[1, 40], model.hidden=32 | 1",
        "task.lengths.test=[1,40] | 6",
        "model=big,model.hidden=64 | 0",
      })
  void selectsRunsMatchingAllParts(String text, int runs) {
    RunFilter only = RunFilter.parse(text, STUDY);
    List<RunKey> keys = StudyRuns.keys(STUDY);
    assertThat(keys).hasSize(12);
    assertThat(keys.stream().filter(key -> RunFilter.matchesAny(List.of(only), key))).hasSize(runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model=rn | did you mean 'rnn'?",
        "seed=3 | the study has no seed '3' (seeds: [1, 2])",
        "model.hiden=64 | did you mean 'model.hidden'? (keys: model, seed, model.hidden, task",
        "model.hidden=65 | the grid has no value '65' for model.hidden (values: [32, 64])",
        "rnn | 'rnn' is neither model=NAME nor seed=N nor a grid key",
      })
  void errorListsValidNames(String text, String message) {
    assertThatThrownBy(() -> RunFilter.parse(text, STUDY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"1, rnn, 4", "1, big, 2"})
  void oneSeedOfAllComesBeforeTheNext(long seed, String model, int points) {
    List<RunKey> first = StudyRuns.keys(STUDY).subList(0, 6);
    assertThat(first).allMatch(key -> key.seed() == seed);
    assertThat(first).filteredOn(key -> key.model().equals(model)).hasSize(points);
  }
}
