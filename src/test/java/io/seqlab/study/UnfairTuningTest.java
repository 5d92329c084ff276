package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A planted case: two models that differ only in width are trained with a learning rate that suits
 * the wide one, and the claim that it learns more is supported. With equal trials for both, the
 * narrow one learns as much at a higher rate, and the claim is refuted.
 */
@Tag("slow")
class UnfairTuningTest {
  private static final String STUDY =
      """
      study: unfair
      task: {type: copy, symbols: 2, lengths: {train: [1, 1], test: [1, 1]}, examples: {train: 8, valid: 4, test: 4}}
      training: {batch: {size: 8}, budget: {steps: 120}, validate_every: 60, clip_norm: 0, optimizer: {type: sgd, learning_rate: 0.1}}
      decoding: {max_length: 3}
      metrics: [loss]
      report: {attention: 0}
      seeds: [1, 2, 3, 4, 5]
      models:
        narrow: {type: rnn, cell: gru, hidden: 4, embedding: 4, attention: none}
        wide: {type: rnn, cell: gru, hidden: 32, embedding: 32, attention: none}
      claims:
        - id: C0
          sentence: The wide model learns more
          parts: [{type: greater, measure: loss, of: narrow, than: wide, margin: 0.1}]
      """;
  private static final String SEARCH =
      "search: {over: {training.optimizer.learning_rate: [0.1, 1.0, 3.0]}}\n";

  @TempDir Path home;

  @Test
  void anEqualSearchFlipsTheVerdictOfAnUnfairStudy() throws IOException {
    assertThat(ruling(STUDY)).isEqualTo(Ruling.SUPPORTED);
    assertThat(ruling(STUDY + SEARCH)).isEqualTo(Ruling.REFUTED);
  }

  private Ruling ruling(String yaml) throws IOException {
    Path out = Files.createTempDirectory(home, "out");
    StudySpec study =
        StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(out, List.of(), false, "seqlab run", Optional.empty(), () -> false);
    assertThat(new StudyRunner(study, options, new StudyListener() {}).run()).isEmpty();
    ExperimentFolder experiment = new ExperimentFolder(out);
    return experiment.readVerdicts().get(0).ruling();
  }
}
