package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds are added while a claim is open. */
class LooksTest {
  private static final String STUDY =
      """
      study: looks
      task: {type: copy, symbols: 5, lengths: {test: [1, 9]}, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 2}, validate_every: 2}
      metrics: [loss]
      seeds: {looks: [2, 3], until: decided}
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
        luong: {extends: plain, attention: luong}
      claims:
        - id: C13
          sentence: Attention adds few parameters
          parts: [{type: ratio_within, measure: parameters, of: luong, to: plain, within: [1.05, 2]}]
      """;
  private static final String OPEN =
      """
        - id: C0
          sentence: The loss is 2
          parts: [{type: holds, measure: loss, of: plain, above: 1}]
      """;

  @TempDir Path home;

  @Test
  void seedsAreAddedWhileAClaimIsOpen() throws IOException {
    ExperimentFolder experiment = run(STUDY);
    assertThat(seeds(experiment)).containsOnly(1L, 2L);
    assertThat(experiment.readVerdicts()).allMatch(Verdict::decided);
    run(STUDY + OPEN);
    assertThat(seeds(experiment)).containsOnly(1L, 2L, 3L);
    Verdict open = experiment.readVerdicts().get(1);
    assertThat(open.decided()).as("three seeds cannot decide a median").isFalse();
    assertThat(open.parts().get(0).reason()).contains("needs 5 seeds");
    assertThat(experiment.readVerdicts().get(0).parts().get(0).estimate().seeds())
        .as("the first look decided, and is final")
        .isEqualTo(2);
  }

  private static List<Long> seeds(ExperimentFolder experiment) throws IOException {
    return experiment.readResults().stream().map(RunResult::key).map(key -> key.seed()).toList();
  }

  private ExperimentFolder run(String yaml) throws IOException {
    Path out = home.resolve("out");
    StudySpec study =
        StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(out, List.of(), false, "seqlab run", Optional.empty(), () -> false);
    assertThat(new StudyRunner(study, options, new StudyListener() {}).run()).isEmpty();
    return new ExperimentFolder(out);
  }
}
