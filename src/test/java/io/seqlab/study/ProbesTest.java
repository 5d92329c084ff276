package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.MetricName;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.Measure;
import io.seqlab.result.RunKey;
import io.seqlab.result.RunResult;
import io.seqlab.result.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study measures may change; what it has trained stays. */
class ProbesTest {
  private static final String STUDY =
      """
      study: probed
      task: {type: copy, symbols: 5, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 40}, validate_every: 20}
      decoding: {max_length: 22}
      metrics: [exact_match]
      seeds: [1]
      models:
        luong: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}
      """;

  @TempDir Path home;
  private final List<Integer> steps = new ArrayList<>();

  @Test
  void otherProbesMetricsAndReportsMeasureAFinishedRunAgainWithoutTraining() throws IOException {
    run(STUDY);
    assertThat(steps).hasSize(40);
    RunResult before = result();
    byte[] weights = Files.readAllBytes(weights());
    steps.clear();

    run(STUDY.replace("[exact_match]", "[token_accuracy]") + "probes: [{type: slices, bin: 5}]\n");
    assertThat(steps).as("steps trained again").isEmpty();
    assertThat(Files.readAllBytes(weights())).isEqualTo(weights);
    RunResult after = result();
    assertThat(after.status()).isEqualTo(RunStatus.DONE);
    assertThat(after.metrics()).containsOnlyKeys(MetricName.TOKEN_ACCURACY.key());
    assertThat(after.steps()).isEqualTo(40);
    assertThat(after.trainTokensPerSecond()).isEqualTo(before.trainTokensPerSecond()).isPositive();
    assertThat(after.peakMemoryMb()).isGreaterThanOrEqualTo(before.peakMemoryMb());
    assertThat(dimensions()).contains("target_length", "position", "log2_frequency");

    run(STUDY + "report: {length_bin: 3}\n");
    assertThat(steps).isEmpty();
    assertThat(dimensions()).contains("source_length").doesNotContain("position");
    String record = Files.readString(folder().resolve("run.json"));
    run(STUDY + "report: {length_bin: 3}\n");
    assertThat(folder().resolve("run.json")).as("nothing left to do").hasContent(record);
  }

  private void run(String yaml) throws IOException {
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    StudySpec study = StudyReader.read(file, List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(home.resolve("out"), List.of(), false, "", () -> false);
    StudyListener listener =
        new StudyListener() {
          @Override
          public void progressed(RunKey run, Progress progress) {
            steps.add(Math.toIntExact(progress.step()));
          }
        };
    assertThat(new StudyRunner(study, options, listener).run()).isEmpty();
  }

  private Path folder() {
    return home.resolve("out").resolve(new RunKey("luong", 1).folder());
  }

  private Path weights() {
    return folder().resolve("checkpoints/best/model.safetensors");
  }

  private RunResult result() throws IOException {
    return new ExperimentFolder(home.resolve("out")).readResults().get(0);
  }

  private List<String> dimensions() throws IOException {
    return new ExperimentFolder(home.resolve("out"))
        .readMeasures().stream().map(Measure::dimension).distinct().toList();
  }
}
