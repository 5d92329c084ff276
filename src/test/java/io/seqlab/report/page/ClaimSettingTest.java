package io.seqlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimSettingTest {
  private static final Environment ENVIRONMENT =
      new Environment("0123abc", false, "OpenJDK 17", "Linux", "AMD EPYC", 1, Map.of());

  private static String setting(String task, RunResult... results) {
    String text =
        """
        study: s
        task: %s
        training: {budget: {steps: 1}}
        models:
          a: {encoder: {type: rnn}, decoder: {type: rnn}}
          b: {encoder: {type: rnn}, decoder: {type: rnn}}
          c: {encoder: {type: rnn}, decoder: {type: rnn}}
        claims:
          - {id: C1, sentence: s, parts: [{type: greater, measure: bleu, of: a, than: b}]}
        """
            .formatted(task);
    StudySpec study = SpecReader.read(text, "study", StudySpec.class);
    return ClaimSetting.of(study, List.of(results), ENVIRONMENT, "C1");
  }

  private static RunResult run(String model, long seed, RunStatus status, long parameters) {
    return new RunResult(new RunKey(model, seed), status, parameters, 1, 1, 1, 1, 1, Map.of());
  }

  @Test
  void namesTaskSizesOfTestedModelsDeviceAndSeeds() {
    assertThat(
            setting(
                "{type: reverse, lengths: {train: [1, 20], test: [1, 40]}}",
                run("a", 1, RunStatus.DONE, 2000),
                run("b", 1, RunStatus.DONE, 1000),
                run("b", 2, RunStatus.DONE, 1000),
                run("b", 3, RunStatus.FAILED, 1000),
                run("c", 4, RunStatus.DONE, 9000)))
        .isEqualTo(
            "reverse, sources of 1–20 tokens in training, 1–40 in test; 1,000–2,000 parameters; AMD"
                + " EPYC, 1 thread; 2 seeds run");
  }

  @Test
  void namesAllTasksOfTheGrid() {
    assertThat(setting("{type: copy}\ngrid: {task.type: [copy, sort]}"))
        .startsWith("copy, sort; AMD EPYC");
  }

  @Test
  void withoutFinishedRunsHasNoSizes() {
    assertThat(setting("{type: copy, lengths: {train: [5, 5], test: [5, 5]}}"))
        .isEqualTo("copy, sources of 5 tokens; AMD EPYC, 1 thread; 0 seeds run");
  }
}
