package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.yaml.StudyReader;
import io.seqlab.report.Report;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.SampleFile;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Sample;
import io.seqlab.result.record.Validation;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that draws examples anew for each seed. */
class OwnExamplesTest {
  private static final String STUDY =
      """
      study: own
      task: {type: copy, symbols: 9, lengths: {train: [1, 4]}, examples: {train: 64, valid: 8, test: 20, seed: each}}
      training: {batch: {size: 16}, budget: {steps: 12}, validate_every: 4}
      decoding: {max_length: 4}
      metrics: [token_accuracy]
      report: {attention: 1}
      seeds: [1, 2]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}
        small: {extends: plain, hidden: 4}
      claims:
        - id: C1
          sentence: Width helps
          parts: [{type: greater, measure: token_accuracy, of: plain, than: small}]
      """;

  @TempDir static Path home;
  private static ExperimentFolder experiment;

  @BeforeAll
  static void run() throws IOException {
    experiment = run("own", STUDY, 0);
  }

  /** Runs a study; stops it at the first validation of a step, if that is above 0. */
  private static ExperimentFolder run(String folder, String yaml, long stopAt) throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onValidation(RunKey run, Validation validation) {
            boolean second = run.seed() == 2 && validation.step() == stopAt;
            stop.compareAndSet(false, second);
          }
        };
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    StudyRunner.Options options =
        new StudyRunner.Options(
            home.resolve(folder), List.of(), false, "seqlab run", Optional.empty(), stop::get);
    assertThat(new StudyRunner(StudyReader.read(file, List.of()), options, listener).run())
        .isEmpty();
    return new ExperimentFolder(home.resolve(folder));
  }

  private static List<String> sources(String model, long seed) throws IOException {
    return experiment.run(new RunKey(model, seed)).readPredictions().stream()
        .map(Prediction::source)
        .toList();
  }

  @Test
  void modelsOfASeedShareExamplesAndSeedsDiffer() throws IOException {
    assertThat(sources("plain", 1)).isEqualTo(sources("small", 1));
    assertThat(sources("plain", 2)).isEqualTo(sources("small", 2));
    assertThat(sources("plain", 1)).isNotEqualTo(sources("plain", 2));
  }

  /** A run of seed 2 equals that of a study whose examples are of seed 2. */
  @Test
  void eachIsTheExampleSeedOfTheRun() throws IOException {
    ExperimentFolder fixed =
        run("fixed", STUDY.replace("seed: each", "seed: 2").replace("[1, 2]", "[2]"), 0);
    assertSame(fixed, new RunKey("plain", 2));
  }

  @Test
  void stoppedRunContinuesWithItsExamples() throws IOException {
    run("stopped", STUDY, 4);
    ExperimentFolder stopped = run("stopped", STUDY, 0);
    assertSame(stopped, new RunKey("plain", 2));
    assertSame(stopped, new RunKey("small", 1));
    for (String file : List.of("examples.csv", "samples.json", "attention.json", "claims.json")) {
      assertThat(stopped.file(file)).hasSameBinaryContentAs(experiment.file(file));
    }
  }

  private static void assertSame(ExperimentFolder other, RunKey key) {
    for (String file : List.of("predictions.tsv", "checkpoints/latest/model.safetensors")) {
      assertThat(other.run(key).path().resolve(file))
          .hasSameBinaryContentAs(experiment.run(key).path().resolve(file));
    }
  }

  @Test
  void judgesOverSeedsAlone() throws IOException {
    assertThat(experiment.readVerdicts().get(0).parts().get(0).method())
        .isIn("t test over seeds", "sign test over seeds");
    assertThat(experiment.readDifferences()).hasSize(1);
    assertThat(experiment.readDifferences().get(0).pExamples()).isBetween(0.0, 1.0);
  }

  @Test
  void shownExamplesAreOfOneSeedWhichIsSaid() throws IOException {
    assertThat(new SampleFile(experiment).read())
        .isNotEmpty()
        .flatExtracting(Sample::answers)
        .allMatch(answer -> answer.run().seed() == 1);
    Report.write(experiment);
    String note = "Each seed has examples of its own; these are of seed 1.";
    assertThat(Files.readString(experiment.file("README.md"))).contains(note);
    assertThat(Files.readString(experiment.file("report.html"))).contains("differ. " + note);
    assertThat(Files.readString(experiment.file("README.md")))
        .contains(
            "Student's t over seeds; p of the paired t test. Within runs: the paired bootstrap")
        .doesNotContain("widened");
    assertThat(Files.readString(experiment.file("results.md")))
        .contains("Each seed has examples of its own.");
  }
}
