package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on real runs of which the truth is known: one model is too small to learn the task. */
class PlantedClaimsTest {
  private static final String STUDY =
      """
      study: planted
      task: {type: copy, symbols: 6, lengths: {train: [1, 2], valid: [1, 2], test: [1, 2]}, examples: {train: 500, valid: 20, test: 100}}
      training: {batch: {size: 32}, budget: {steps: 250}, validate_every: 250, optimizer: {type: adam, learning_rate: 1e-2}}
      decoding: {max_length: 4}
      metrics: [exact_match]
      seeds: [1, 2, 3, 4, 5]
      models:
        wide:   {type: rnn, cell: gru, hidden: 32, embedding: 16, attention: none}
        narrow: {type: rnn, cell: gru, hidden: 1, embedding: 1, attention: none}
      claims:
        - id: real
          sentence: The wide model copies, and the narrow one does not.
          requires:
            - {measure: exact_match, of: [wide], at_least: 0.95}
            - {measure: exact_match, of: [narrow], at_most: 0.5}
          parts:
            - {type: greater, measure: exact_match, of: wide, than: narrow, margin: 0.3}
            - {type: holds, measure: exact_match, of: wide, above: 0.9}
            - {type: share, measure: exact_match, of: wide, counts: [0.95, null], above: 0.5}
        - id: unlearnt
          sentence: The narrow model is bad at copying.
          parts:
            - {type: holds, measure: exact_match, of: narrow, below: 0.5, requires: [{measure: exact_match, at_least: 0.95}]}
      """;

  @TempDir Path home;

  @Test
  void realEffectIsSupportedAndModelsThatDidNotLearnProveNothing() throws IOException {
    Path out = home.resolve("out");
    StudySpec study =
        StudyReader.read(Files.writeString(home.resolve("study.yaml"), STUDY), List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(out, List.of(), false, "seqlab run", Optional.empty(), () -> false);
    assertThat(new StudyRunner(study, options, new StudyListener() {}).run()).isEmpty();
    List<Verdict> verdicts = new ExperimentFolder(out).readVerdicts();

    Verdict real = verdicts.get(0);
    assertThat(real.ruling()).as("%s", real).isEqualTo(Ruling.SUPPORTED);
    assertThat(real.parts().get(0).controls()).hasSize(2).allMatch(ControlResult::passed);

    Verdict unlearnt = verdicts.get(1);
    assertThat(unlearnt.ruling()).as("%s", unlearnt).isEqualTo(Ruling.INVALID);
    PartVerdict part = unlearnt.parts().get(0);
    assertThat(part.reason())
        .startsWith(
            "control failed: exact_match of narrow, at least 0.95 is met by 0 of 5 seeds, median 0.");
    assertThat(part.allSeeds().value()).as("told all the same").isBetween(0.0, 0.5);
  }
}
