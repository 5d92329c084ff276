package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.estimate.StudyEstimate;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies with a grid, with matched widths, and studies extended after they have run. */
class GridStudyTest {
  private static final String STUDY =
      """
      study: grown
      task: {type: reverse, symbols: 6, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {tokens: 900}, validate_every: 4}
      decoding: {max_length: 6}
      metrics: [token_accuracy]
      report: {attention: 1}
      seeds: [1]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
        big: {type: transformer, d_model: 8, heads: 2, layers: 1, ff: 8}
      grid: {model.hidden: [6, 8], task.symbols: [6]}
      """;

  @TempDir static Path home;

  /** Records which runs are trained and how many are skipped. */
  private static final class RunRecorder implements StudyListener {
    private final List<String> trained = new ArrayList<>();
    private int skipped;

    @Override
    public void onRunStarted(RunKey run, int number, int of) {
      trained.add(run.toString());
    }

    @Override
    public void onRunSkipped(RunKey run, int number, int of) {
      skipped++;
    }
  }

  @BeforeAll
  static void runOnce() throws IOException {
    RunRecorder recorder = run(STUDY, "whole");
    assertThat(recorder.trained)
        .containsExactly(
            "plain, seed 1, model.hidden 6, task.symbols 6",
            "plain, seed 1, model.hidden 8, task.symbols 6",
            "big, seed 1, task.symbols 6");
  }

  @Test
  void everyGridPointHasRunAndRow() throws IOException {
    List<RunResult> results = results("whole");
    assertThat(results).extracting(RunResult::status).containsOnly(RunStatus.DONE);
    assertThat(results)
        .extracting(result -> result.key().grid())
        .containsExactly(
            Map.of("model.hidden", "6", "task.symbols", "6"),
            Map.of("model.hidden", "8", "task.symbols", "6"),
            Map.of("task.symbols", "6"));
    assertThat(results.get(0).parameters()).isLessThan(results.get(1).parameters());
    assertThat(StudyRuns.keys(saved("whole")))
        .isEqualTo(results.stream().map(RunResult::key).toList());
  }

  private static StudySpec saved(String name) throws IOException {
    Path file = home.resolve(name).resolve("study.yaml");
    return SpecReader.read(Files.readString(file), file.toString(), StudySpec.class);
  }

  /** All models use the same batches, so equal tokens mean equal steps. */
  @Test
  void tokenBudgetIsEqualForAllModels() throws IOException {
    assertThat(results("whole"))
        .extracting(RunResult::steps)
        .containsOnly(results("whole").get(0).steps());
  }

  @Test
  void trainsOnlyNewRuns() throws IOException {
    copyWhole("more");
    String model = "  luong: {extends: plain, attention: luong}\ngrid:";
    assertGrows("more", STUDY.replace("grid:", model), "luong", 2, 3);
    assertGrows("more", STUDY.replace("seeds: [1]", "seeds: [1, 2]"), "seed 2", 3, 3);
    assertGrows("more", STUDY.replace("[6, 8]", "[6, 8, 7]"), "model.hidden 7", 1, 3);
    Set<RunKey> study = Set.copyOf(StudyRuns.keys(saved("more")));
    assertThat(study).hasSize(4);
    assertThat(results("more")).extracting(RunResult::key).containsAll(study);
    assertThat(results("more")).as("with rows of runs that the last study lacks").hasSize(9);
  }

  private static void assertGrows(String name, String yaml, String message, int more, int kept)
      throws IOException {
    RunRecorder recorder = run(yaml, name);
    assertThat(recorder.trained).hasSize(more).allMatch(run -> run.contains(message));
    assertThat(recorder.skipped).isEqualTo(kept);
  }

  @Test
  void rejectsDifferentSettingsAtOneGridPoint() throws IOException {
    copyWhole("other");
    assertThatThrownBy(() -> run(STUDY.replace("embedding: 8", "embedding: 9"), "other"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("model.hidden=6", "different settings");
    assertThatThrownBy(() -> run(STUDY.replace("tokens: 900", "tokens: 901"), "other"))
        .hasMessageContaining("a different training");
  }

  @Test
  void trainsModelsWithMatchedWidth() throws IOException {
    String matched =
        STUDY.replace(
            "grid: {model.hidden: [6, 8], task.symbols: [6]}", "match: {parameters: 3000}");
    run(matched.replace("{tokens: 900}", "{seconds: 0.2}"), "matched");
    assertThat(results("matched"))
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.parameters()).isBetween(2970L, 3030L);
              assertThat(result.seconds()).isBetween(0.2, 5.0);
            });
    assertThat(home.resolve("matched/study.yaml"))
        .content()
        .contains("hidden: 8", "parameters: 3000");
    try (TrainedModel model = TrainedModel.open(home.resolve("matched/runs/plain/s1"))) {
      assertThat(model.spec().definition().encoder().stateSize()).isGreaterThan(8);
    }
  }

  @Test
  void estimateCoversEveryRun() throws IOException {
    StudySpec study = read(STUDY.replace("seeds: [1]", "seeds: [1, 2]"));
    StudyEstimate estimate =
        StudyEstimate.of(
            study,
            List.of(RunFilter.parse("model=plain,model.hidden=6", study)),
            1,
            MachineMemory.UNLIMITED);
    assertThat(estimate.variants())
        .singleElement()
        .satisfies(
            cost -> {
              assertThat(cost.name()).isEqualTo("plain, model.hidden 6, task.symbols 6");
              assertThat(cost.runs()).isEqualTo(2);
              assertThat(cost.tokensPerSecond()).isPositive();
              assertThat(cost.seconds()).isBetween(1e-3, 60.0);
            });
    assertThat(estimate.totalSeconds()).isEqualTo(2 * estimate.variants().get(0).seconds());
  }

  @Test
  void parallelJobsDivideTimeAndAddMemory() {
    List<StudyEstimate.VariantCost> costs =
        List.of(
            new StudyEstimate.VariantCost("small", 6, 1, 10, 100),
            new StudyEstimate.VariantCost("large", 2, 1, 40, 300));
    assertThat(List.of(1, 2, 4))
        .extracting(jobs -> new StudyEstimate(null, costs, 1, jobs))
        .extracting(StudyEstimate::totalSeconds, StudyEstimate::peakMemoryMb)
        .containsExactly(tuple(140.0, 300.0), tuple(70.0, 600.0), tuple(40.0, 800.0));
  }

  private static StudySpec read(String yaml) throws IOException {
    return StudyReader.read(
        Files.writeString(Files.createTempFile(home, "study", ".yaml"), yaml), List.of());
  }

  private static RunRecorder run(String yaml, String name) throws IOException {
    RunRecorder recorder = new RunRecorder();
    StudyRunner.Options options =
        new StudyRunner.Options(
            home.resolve(name), List.of(), false, "seqlab run", Optional.empty(), () -> false);
    assertThat(new StudyRunner(read(yaml), options, recorder).run()).isEmpty();
    return recorder;
  }

  private static List<RunResult> results(String name) throws IOException {
    return new ExperimentFolder(home.resolve(name)).readResults();
  }

  private static void copyWhole(String name) throws IOException {
    Path from = home.resolve("whole");
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(name).resolve(from.relativize(file).toString()));
      }
    }
  }
}
