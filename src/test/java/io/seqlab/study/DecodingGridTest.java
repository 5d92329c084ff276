package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.estimate.StudyEstimate;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that differ only in decoding share one training. */
class DecodingGridTest {
  private static final String STUDY =
      """
      study: decodings
      task: {type: reverse, symbols: 6, examples: {train: 96, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 12}, validate_every: 4, best_by: exact_match, keep: {last: 2}}
      decoding: {max_length: 8}
      metrics: [token_accuracy, exact_match]
      report: {attention: 1}
      seeds: [1, 2]
      models:
        luong: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong, dropout: 0.1}
      """;

  private static final String GRID = "grid: {decoding.beam: [3, 1], decoding.average: [null, 2]}\n";
  private static final List<String> TRAINED_FILES =
      List.of(
          "checkpoints/best/model.safetensors",
          "checkpoints/latest/model.safetensors",
          "checkpoints/latest/optimizer.safetensors",
          "checkpoints/step-12/model.safetensors");

  @TempDir static Path shared;
  @TempDir Path home;
  private final Recorder recorder = new Recorder();

  /** Records steps of training. */
  private static class Recorder implements StudyListener {
    final Map<RunKey, Integer> steps = new LinkedHashMap<>();
    final List<RunKey> started = new ArrayList<>();

    @Override
    public void onRunStarted(RunKey run, int number, int total) {
      started.add(run);
      steps.putIfAbsent(run, 0);
    }

    @Override
    public void onProgress(RunKey run, Progress progress) {
      steps.merge(run, 1, Integer::sum);
    }
  }

  private static StudySpec read(Path folder, String yaml) throws IOException {
    return StudyReader.read(
        Files.writeString(Files.createTempFile(folder, "study", ".yaml"), yaml), List.of());
  }

  private static StudyRunner.Options options(
      Path out, StudySpec study, String only, boolean fresh, AtomicBoolean stop) {
    List<RunFilter> filter = only.isEmpty() ? List.of() : List.of(RunFilter.parse(only, study));
    return new StudyRunner.Options(out, filter, fresh, "test", Optional.empty(), stop::get);
  }

  private static void run(Path home, String yaml, String only, boolean fresh, Recorder recorder)
      throws IOException {
    StudySpec study = read(home, yaml);
    StudyRunner.Options options =
        options(home.resolve("out"), study, only, fresh, new AtomicBoolean());
    assertThat(new StudyRunner(study, options, recorder).run()).isEmpty();
  }

  private static RunKey key(int beam, String average, long seed) {
    Map<String, String> point = new LinkedHashMap<>();
    point.put("decoding.beam", String.valueOf(beam));
    point.put("decoding.average", average);
    return new RunKey("luong", seed, point);
  }

  private static List<RunKey> keys(long seed) {
    return List.of(
        key(3, "null", seed), key(3, "2", seed), key(1, "null", seed), key(1, "2", seed));
  }

  private static Path folder(Path home, RunKey key) {
    return home.resolve("out").resolve(key.folder());
  }

  @BeforeAll
  static void runWhole() throws IOException {
    Recorder recorder = new Recorder();
    run(shared, STUDY + GRID, "", false, recorder);
    for (long seed = 1; seed <= 2; seed++) { // one of them trains, by their durations any
      assertThat(keys(seed)).extracting(recorder.steps::get).containsExactlyInAnyOrder(12, 0, 0, 0);
    }
  }

  @BeforeEach
  void nothingIsRecorded() {
    assertThat(recorder.steps).isEmpty();
  }

  @Test
  void everyRunHasItsRowWithTheTrainingThatItShares() throws IOException {
    List<RunResult> results = new ExperimentFolder(shared.resolve("out")).readResults();
    assertThat(results).hasSize(8).allMatch(result -> result.status() == RunStatus.DONE);
    for (RunResult result : results) {
      RunResult first =
          results.stream().filter(r -> r.key().seed() == result.key().seed()).findFirst().get();
      assertThat(result.steps()).isEqualTo(12);
      assertThat(result.seconds()).isEqualTo(first.seconds());
      assertThat(result.trainTokensPerSecond()).isEqualTo(first.trainTokensPerSecond());
      assertThat(result.peakMemoryMb()).isPositive();
      assertThat(result.decodeSentencesPerSecond()).isPositive();
      assertThat(result.metrics()).containsOnlyKeys("token_accuracy", "exact_match");
    }
    assertSameTraining(shared, keys(1));
  }

  private static void assertSameTraining(Path home, List<RunKey> keys) throws IOException {
    for (RunKey key : keys) {
      for (String file : TRAINED_FILES) {
        assertThat(folder(home, key).resolve(file))
            .hasSameBinaryContentAs(folder(shared, keys(key.seed()).get(0)).resolve(file));
      }
      assertThat(Files.readAllLines(folder(home, key).resolve("validations.tsv"))).hasSize(4);
      assertThat(Files.readAllLines(folder(home, key).resolve("metrics.jsonl"))).hasSize(1);
    }
  }

  /** A study with this decoding alone, whose validations decode as the study without the grid. */
  @Test
  void theOutputIsThatOfARunOfItsOwn() throws IOException {
    for (String average : List.of("null", "2")) {
      run(
          home,
          STUDY.replace("max_length: 8", "max_length: 8, average: " + average),
          "seed=1",
          average.equals("2"),
          recorder);
      Path own = home.resolve("out/runs/luong/s1");
      assertThat(own.resolve("predictions.tsv"))
          .hasSameTextualContentAs(folder(shared, key(1, average, 1)).resolve("predictions.tsv"));
    }
  }

  @Test
  void settingsOfDecodingAreUsed() throws IOException {
    for (RunKey key : keys(1)) {
      try (TrainedModel model = TrainedModel.open(folder(shared, key))) {
        assertThat(model.decoding().beam())
            .isEqualTo(Integer.parseInt(key.grid().get("decoding.beam")));
        List<String> lines =
            Files.readAllLines(folder(shared, key).resolve("predictions.tsv")).stream()
                .skip(1)
                .toList();
        List<String> sources = lines.stream().map(line -> line.split("\t", -1)[0]).toList();
        assertThat(model.translate(sources, 1, false).stream().map(t -> t.get(0).text()))
            .containsExactlyElementsOf(lines.stream().map(l -> l.split("\t", -1)[2]).toList());
      }
    }
  }

  /** Stopped in the middle, another of the runs first, then all: the same weights. */
  @Test
  void anInterruptedTrainingIsContinuedByAnyOfTheRuns() throws IOException {
    StudySpec study = read(home, STUDY + GRID);
    AtomicBoolean stop = new AtomicBoolean();
    Recorder stopping =
        new Recorder() {
          @Override
          public void onProgress(RunKey run, Progress progress) {
            super.onProgress(run, progress);
            stop.set(progress.step() == 6);
          }
        };
    Path out = home.resolve("out");
    new StudyRunner(study, options(out, study, "seed=1", false, stop), stopping).run();
    assertThat(stopping.steps).containsExactly(Map.entry(keys(1).get(0), 6));

    run(home, STUDY + GRID, "seed=1,decoding.beam=1,decoding.average=2", false, recorder);
    assertThat(recorder.steps).containsExactly(Map.entry(key(1, "2", 1), 6));
    recorder.steps.clear();
    run(home, STUDY + GRID, "seed=1", false, recorder);
    assertThat(recorder.steps.values()).as("all has been trained").containsOnly(0).hasSize(3);
    assertSameTraining(home, keys(1));
    for (RunKey key : keys(1)) {
      assertThat(folder(home, key).resolve("predictions.tsv"))
          .hasSameTextualContentAs(folder(shared, key).resolve("predictions.tsv"));
    }
  }

  /** As if the process was killed while it copied: there is no latest checkpoint yet. */
  @Test
  void anInterruptedCopyIsRepeated() throws IOException {
    run(home, STUDY + GRID, "seed=1,decoding.average=null", false, recorder);
    Path copied = folder(home, key(1, "null", 1));
    Files.delete(copied.resolve("predictions.tsv"));
    Files.writeString(
        copied.resolve("run.json"),
        Files.readString(copied.resolve("run.json")).replace("\"done\"", "\"running\""));
    Files.move(copied.resolve("checkpoints/latest"), copied.resolve("checkpoints/latest.new"));
    recorder.steps.clear();
    run(home, STUDY + GRID, "seed=1,decoding.average=null", false, recorder);
    assertThat(recorder.steps).containsExactly(Map.entry(key(1, "null", 1), 0));
    assertSameTraining(home, List.of(key(1, "null", 1)));
    assertThat(copied.resolve("predictions.tsv"))
        .hasSameTextualContentAs(folder(shared, key(1, "null", 1)).resolve("predictions.tsv"));
  }

  @Test
  void freshRunsTrainAgainOrCopyThoseThatAreKept() throws IOException {
    run(home, STUDY + GRID, "seed=1", false, recorder);
    recorder.steps.clear();
    run(home, STUDY + GRID, "seed=1,decoding.beam=1", true, recorder);
    assertThat(recorder.steps.values()).containsExactly(0, 0);
    recorder.steps.clear();
    run(home, STUDY + GRID, "seed=1", true, recorder);
    assertThat(recorder.steps.values()).containsExactly(12, 0, 0, 0);
    assertThat(folder(home, keys(1).get(3)).resolve("checkpoints/step-12")).isDirectory();
  }

  /** Another process executes the first run; it ends, unfinished, when this one waits for it. */
  @Test
  void waitsForARunOfAnotherProcessThatTrains() throws IOException {
    run(home, STUDY + GRID, "seed=2", false, recorder);
    Path first = folder(home, keys(1).get(0));
    FolderLease other = FolderLeases.ofThisProcess().tryAcquire(first).orElseThrow();
    Recorder waiting =
        new Recorder() {
          @Override
          public void onWaiting(int runs, String owner) {
            assertThat(started).isEmpty();
            assertThat(runs).isEqualTo(4);
            other.close();
          }
        };
    run(home, STUDY + GRID, "seed=1", false, waiting);
    assertThat(waiting.steps.values()).containsOnlyOnce(12);
    assertThat(waiting.steps.values().stream().mapToInt(steps -> steps).sum()).isEqualTo(12);
    assertSameTraining(home, keys(1));
  }

  @Test
  void theEstimateHasOneTraining() throws IOException {
    StudySpec study = read(home, STUDY.replace("steps: 12", "steps: 5000") + GRID);
    StudyEstimate estimate = StudyEstimate.of(study, List.of(), 1, MachineMemory.UNLIMITED);
    assertThat(estimate.variants()).hasSize(4);
    double training = estimate.variants().get(0).seconds();
    assertThat(estimate.variants().subList(1, 4))
        .allMatch(variant -> variant.seconds() < training / 2);
  }
}
