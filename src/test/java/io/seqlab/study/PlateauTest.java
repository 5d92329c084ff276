package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.yaml.StudyReader;
import io.seqlab.report.Report;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Validation;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are trained to a plateau, or to the budget, and their milestones. */
class PlateauTest {
  private static final String STUDY =
      """
      study: plateau
      task: {type: copy, symbols: 4, lengths: {train: [1, 4]}, examples: {train: 64, valid: 8, test: 8}}
      training:
        batch: {size: 16}
        budget: {steps: 20}
        validate_every: 4
        patience: 2
      decoding: {max_length: 4}
      metrics: [exact_match]
      milestones: [{metric: loss, reaches: 1.95}, {metric: exact_match, reaches: 1}]
      report: {attention: 0}
      seeds: [1]
      models:
        rnn: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
      grid: {training.min_delta: [0.0, 5.0]}
      """;

  private static final RunKey CAPPED = new RunKey("rnn", 1, Map.of("training.min_delta", "0.0"));
  private static final RunKey FLAT = new RunKey("rnn", 1, Map.of("training.min_delta", "5.0"));

  @TempDir static Path home;
  private static ExperimentFolder experiment;

  @BeforeAll
  static void run() throws IOException {
    run("whole", STUDY, 0);
    experiment = new ExperimentFolder(home.resolve("whole"));
  }

  /** Runs a study; stops it at the first validation of a step, if that is above 0. */
  private static void run(String folder, String yaml, long stopAt) throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onValidation(RunKey run, Validation validation) {
            stop.compareAndSet(false, validation.step() == stopAt);
          }
        };
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    StudyRunner.Options options =
        new StudyRunner.Options(
            home.resolve(folder), List.of(), false, "seqlab run", Optional.empty(), stop::get);
    assertThat(new StudyRunner(StudyReader.read(file, List.of()), options, listener).run())
        .isEmpty();
  }

  private static double value(ExperimentFolder folder, RunKey run, String measure, double x)
      throws IOException {
    return folder.readMeasures().stream()
        .filter(m -> m.key().equals(run) && m.measure().equals(measure) && m.x() == x)
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void endsAtAPlateauOrAtTheBudgetAndSaysWhich() throws IOException {
    assertThat(value(experiment, CAPPED, "reached_cap", 0)).isEqualTo(1);
    assertThat(value(experiment, FLAT, "reached_cap", 0)).isEqualTo(0);
    assertThat(experiment.readResults()).extracting(r -> r.steps()).containsExactly(20L, 12L);
    Report.write(experiment);
    assertThat(Files.readString(experiment.file("results.md")))
        .contains("†", "min\\_delta 0.0: 1 of 1 runs was still improving when the budget ended")
        .contains(
            "Budget: 20 steps of training per run at most; training ends after 2 validations");
  }

  @Test
  void milestoneIsTheFirstValidationThatReachesIt() throws IOException {
    List<Validation> validations = experiment.run(CAPPED).logs().readValidations();
    Validation first =
        validations.stream().filter(v -> v.scores().get("loss") <= 1.95).findFirst().orElseThrow();
    assertThat(first.step()).isGreaterThan(4);
    assertThat(value(experiment, CAPPED, "steps_to", 1.95)).isEqualTo((double) first.step());
    assertThat(value(experiment, CAPPED, "tokens_to", 1.95)).isEqualTo((double) first.tokens());
    assertThat(value(experiment, CAPPED, "seconds_to", 1.95)).isEqualTo(first.seconds());
    assertThat(value(experiment, CAPPED, "steps_to", 1)).isNaN();
  }

  @Test
  void stoppedRunEndsAsOneThatWasNotStopped() throws IOException {
    run("stopped", STUDY, 8);
    run("stopped", STUDY, 0);
    ExperimentFolder stopped = new ExperimentFolder(home.resolve("stopped"));
    assertThat(withoutTime(stopped)).isEqualTo(withoutTime(experiment));
    for (RunKey key : List.of(CAPPED, FLAT)) {
      String weights = "checkpoints/latest/model.safetensors";
      assertThat(stopped.run(key).path().resolve(weights))
          .hasSameBinaryContentAs(experiment.run(key).path().resolve(weights));
    }
  }

  private static List<Measure> withoutTime(ExperimentFolder folder) throws IOException {
    return folder.readMeasures().stream().filter(m -> !m.measure().equals("seconds_to")).toList();
  }

  /** Milestones are read from the validations, so that changing them trains nothing. */
  @Test
  void milestonesOfFinishedRunsCanChange() throws IOException {
    run("changed", STUDY, 0);
    run("changed", STUDY.replace("reaches: 1.95", "reaches: 99"), 4);
    ExperimentFolder changed = new ExperimentFolder(home.resolve("changed"));
    assertThat(value(changed, CAPPED, "steps_to", 99)).isEqualTo(4);
    assertThat(value(changed, CAPPED, "reached_cap", 0)).isEqualTo(1);
    assertThat(value(changed, FLAT, "reached_cap", 0)).isEqualTo(0);
    assertThat(changed.run(FLAT).logs().readValidations())
        .extracting(Validation::step)
        .containsExactly(4L, 8L, 12L);
  }
}
