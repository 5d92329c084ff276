package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.yaml.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimingDependenceTest {
  private static final String STUDY =
      """
      study: timed
      task: {type: reverse}
      training: {budget: {steps: 8}}
      models: {rnn: {type: rnn, hidden: 8}}
      """;

  @TempDir Path folder;

  @Test
  void findsTimingInBudgetsProbesAndClaims() throws IOException {
    assertThat(timedBy("")).isEmpty();
    assertThat(timedBy("probes: [{type: cost}]")).contains("probes: cost");
    assertThat(timedBy("grid: {training.budget: [{steps: 8}, {seconds: 1}]}"))
        .contains("training.budget.seconds");
    String holds =
        "claims: [{id: C1, sentence: Fast., parts: [{type: holds, of: rnn, above: 1, measure: %s}]}]";
    assertThat(timedBy(holds.formatted("train_tokens_per_second")))
        .contains("claims: train_tokens_per_second");
    assertThat(timedBy(holds.formatted("bleu"))).isEmpty();
    String milestones = "milestones: [{metric: bleu, reaches: 30}]\n";
    assertThat(timedBy(milestones + holds.formatted("seconds_to"))).contains("claims: seconds_to");
    assertThat(timedBy(milestones + holds.formatted("steps_to"))).isEmpty();
  }

  private Optional<String> timedBy(String more) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), STUDY + more + "\n");
    return TimingDependence.of(StudyReader.read(file, List.of()));
  }
}
