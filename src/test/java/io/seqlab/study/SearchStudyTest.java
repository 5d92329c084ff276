package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that search for the settings of each model. */
class SearchStudyTest {
  private static final String RATE = "training.optimizer.learning_rate";
  private static final String STUDY =
      """
      study: searched
      task: {type: copy, symbols: 5, lengths: {test: [1, 9]}, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 8}, validate_every: 4}
      metrics: [token_accuracy]
      seeds: [1, 2]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
        luong: {extends: plain, attention: luong}
      """;
  private static final String SEARCH =
      "search: {trials: 3, over: {training.optimizer.learning_rate: {from: 1e-4, to: 0.1, scale: log}, training.schedule.warmup: [0, 4]}}\n";

  @TempDir Path home;
  private Path out;
  private final List<String> trained = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean stop;
  private boolean stopAtValidation;

  @BeforeEach
  void start() {
    out = home.resolve("out");
  }

  private List<Failure> run(String yaml, String... only) throws IOException {
    return run(yaml, false, only);
  }

  private List<Failure> run(String yaml, boolean fresh, String... only) throws IOException {
    StudySpec study =
        StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(
            out,
            List.of(only).stream().map(text -> RunFilter.parse(text, study)).toList(),
            fresh,
            "seqlab run",
            Optional.empty(),
            () -> stop);
    trained.clear();
    warnings.clear();
    StudyListener recorder =
        new StudyListener() {
          @Override
          public void onRunStarted(RunKey run, int number, int total) {
            trained.add(run.toString());
          }

          @Override
          public void onValidation(RunKey run, Validation validation) {
            stop = stopAtValidation;
          }

          @Override
          public void onWarning(String message) {
            warnings.add(message);
          }
        };
    return new StudyRunner(study, options, recorder).run();
  }

  private List<TrialResult> trials() throws IOException {
    return new ExperimentFolder(out).search().read(MetricName.LOSS);
  }

  private SearchResults results() throws IOException {
    ExperimentFolder experiment = new ExperimentFolder(out);
    StudySpec study =
        SpecReader.read(experiment.readStudy().orElseThrow(), "study.yaml", StudySpec.class);
    return SearchResults.of(study, experiment.search().read(MetricName.LOSS));
  }

  private TrainingSpec training(String model, long seed) throws IOException {
    RunKey key = new RunKey(model, seed);
    String config = new ExperimentFolder(out).run(key).readRecord().orElseThrow().config();
    return SpecReader.read(config, "run", RunSpec.class).training();
  }

  @Test
  void everyModelGetsTheSameTrialsAndUsesItsBest() throws IOException {
    assertThat(run(STUDY + SEARCH)).isEmpty();
    assertThat(trials()).hasSize(6).allMatch(TrialResult::isScored);
    assertThat(trials()).extracting(row -> row.trial().run().seed()).containsOnly(101L);
    List<Map<String, String>> plain = values("plain");
    assertThat(plain).isEqualTo(values("luong")).doesNotHaveDuplicates();
    for (String model : List.of("plain", "luong")) {
      Map<String, String> best = results().best(model).orElseThrow().values();
      for (long seed = 1; seed <= 2; seed++) {
        assertThat(training(model, seed).optimizer().learningRate())
            .isEqualTo(Double.parseDouble(best.get(RATE)));
      }
      double score = results().best(model).orElseThrow().score();
      assertThat(trials())
          .filteredOn(row -> row.trial().run().model().equals(model))
          .allMatch(row -> row.score() >= score);
    }
    assertThat(new ExperimentFolder(out).readResults())
        .extracting(RunResult::key)
        .extracting(RunKey::toString)
        .as("trials are in no result table")
        .containsExactly("plain, seed 1", "luong, seed 1", "plain, seed 2", "luong, seed 2");
  }

  private List<Map<String, String>> values(String model) throws IOException {
    return trials().stream()
        .map(TrialResult::trial)
        .filter(trial -> trial.run().model().equals(model))
        .map(Trial::values)
        .toList();
  }

  @Test
  void aFinishedSearchIsNotRepeated() throws IOException {
    run(STUDY + SEARCH);
    String table = Files.readString(out.resolve("search.csv"));
    run(STUDY + SEARCH);
    assertThat(trained).isEmpty();
    assertThat(out.resolve("search.csv")).hasContent(table);
    run((STUDY + SEARCH).replace("seeds: [1, 2]", "seeds: [1, 2, 3]"));
    assertThat(trained).containsExactly("plain, seed 3", "luong, seed 3");
  }

  @Test
  void aCloneUsesItsTable() throws IOException {
    run(STUDY + SEARCH);
    Path clone = Files.createDirectories(home.resolve("clone"));
    for (String name :
        List.of("study.yaml", "provenance.json", "results.csv", "measures.csv", "search.csv")) {
      Files.copy(out.resolve(name), clone.resolve(name));
    }
    String table = Files.readString(out.resolve("search.csv"));
    out = clone;
    run((STUDY + SEARCH).replace("seeds: [1, 2]", "seeds: [1, 2, 3]"), "seed=3");
    assertThat(trained).containsExactly("plain, seed 3", "luong, seed 3");
    assertThat(out.resolve("search.csv")).hasContent(table);
    assertThatThrownBy(
            () -> run((STUDY + SEARCH).replace("embedding: 8", "embedding: 4"), "seed=1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("search.csv (plain, seed 101")
        .hasMessageContaining("different settings");
  }

  @Test
  void aChangedSearchIsRefusedBeforeItTrains() throws IOException {
    run(STUDY + SEARCH);
    assertThatThrownBy(() -> run((STUDY + SEARCH).replace("trials: 3", "trials: 4")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("(plain, seed 1) was trained, but the search of this study")
        .hasMessageContaining("--fresh replaces the run");
    assertThatThrownBy(() -> run(STUDY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("different settings");
    assertThat(trained).isEmpty();
    run((STUDY + SEARCH).replace("trials: 3", "trials: 4"), true);
    assertThat(trials()).hasSize(8);
  }

  @Test
  void moreTrialsKeepTheEarlierOnes() throws IOException {
    run(STUDY + SEARCH);
    List<Map<String, String>> three = values("plain");
    out = home.resolve("more");
    run((STUDY + SEARCH).replace("trials: 3", "trials: 5"));
    assertThat(values("plain").subList(0, 3)).isEqualTo(three);
  }

  @Test
  void everyCombinationWithoutTrials() throws IOException {
    run(
        STUDY
            + "search: {seeds: [7, 8], over: {training.optimizer.learning_rate: [1e-3, 1e-2], training.schedule.warmup: [0, 4]}}\n",
        "model=plain");
    assertThat(trials()).hasSize(8);
    assertThat(trials().subList(0, 4))
        .extracting(row -> row.trial().values().toString())
        .containsExactly(
            "{training.optimizer.learning_rate=1e-3, training.schedule.warmup=0}",
            "{training.optimizer.learning_rate=1e-3, training.schedule.warmup=0}",
            "{training.optimizer.learning_rate=1e-3, training.schedule.warmup=4}",
            "{training.optimizer.learning_rate=1e-3, training.schedule.warmup=4}");
    assertThat(warnings)
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith("plain: the search ended at the edge of its range: the best ")
                    .contains(RATE));
  }

  @Test
  void halvingRepeatsTheBestTrialsWithALargerBudget() throws IOException {
    run(
        STUDY
            + "search: {trials: 4, halving: 2, over: {training.optimizer.learning_rate: {from: 1e-4, to: 0.1, scale: log}}}\n",
        "model=plain");
    assertThat(trials())
        .extracting(row -> row.trial().divisor() + ":" + row.steps())
        .containsExactly("4:2", "4:2", "4:2", "4:2", "2:4", "2:4");
    SearchResults results = results();
    double worstKept =
        results.finished("plain", 4).stream()
            .filter(trial -> results.numbers("plain", 1).orElseThrow().contains(trial.number()))
            .mapToDouble(SearchResults.Scored::score)
            .max()
            .orElseThrow();
    assertThat(results.finished("plain", 4))
        .filteredOn(trial -> trial.score() < worstKept)
        .hasSize(1);
    assertThat(results.best("plain")).isPresent();
  }

  @Test
  void aStoppedSearchGoesOn() throws IOException {
    stopAtValidation = true;
    run(STUDY + SEARCH);
    assertThat(trained).singleElement().asString().startsWith("plain, seed 101, " + RATE);
    String first = trained.get(0);
    assertThat(out.resolve("results.csv")).doesNotExist();
    stop = false;
    stopAtValidation = false;
    run(STUDY + SEARCH);
    assertThat(trained).hasSize(10).contains(first);
    assertThat(trials()).hasSize(6).extracting(TrialResult::steps).containsOnly(8L);
    assertThat(new ExperimentFolder(out).readResults()).hasSize(4);
  }

  @Test
  void aModelThatDivergesInEveryTrialFails() throws IOException {
    String yaml =
        STUDY.replace("budget: {steps: 8}", "clip_norm: 0, budget: {steps: 8}")
            + "search: {over: {training.optimizer.learning_rate: [1e38, 3e38]}}\n";
    List<Failure> failures = run(yaml, "model=plain");
    assertThat(failures)
        .extracting(Failure::message)
        .singleElement()
        .asString()
        .startsWith("plain: training diverged in every trial of the search");
    assertThat(warnings).contains(failures.get(0).message());
    assertThat(trials()).hasSize(2).noneMatch(TrialResult::isScored);
    assertThat(new ExperimentFolder(out).readResults()).isEmpty();
    run(yaml, "model=plain");
    assertThat(trained).as("divergence is a result").isEmpty();
  }
}
