package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code search.csv}: its trials are neither lost nor used for what they were not trained for. */
class SearchTableTest {
  private static final String TEXT = "a b\nb c\nc a\nb b\n";
  private static final String OTHER = "b a\nc b\na c\nb b\n";
  private static final String LUONG = "  luong: {extends: rnn, attention: luong}\n";
  private static final String SEARCH =
      "search: {over: {training.optimizer.learning_rate: [0.001, 0.01]}}\n";
  private static final String STUDY =
      """
      study: searched
      task: {type: corpus, train: {source: DIR/train.src, target: DIR/train.trg}, valid: {source: DIR/valid.src, target: DIR/valid.trg}, test: {source: DIR/test.src, target: DIR/test.trg}}
      training: {batch: {size: 4}, budget: {steps: 4}, validate_every: 2}
      decoding: {max_length: 4}
      metrics: [token_accuracy]
      report: {attention: 0}
      seeds: [1]
      SEARCH
      models:
        rnn: {type: rnn, cell: gru, hidden: 4, embedding: 4}
      """
              .replace("SEARCH\n", SEARCH)
          + LUONG;

  @TempDir static Path original;
  @TempDir Path home;
  private ExperimentFolder experiment;
  private Path table;
  private final List<String> trained = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @BeforeAll
  static void run() throws IOException {
    for (String name : List.of("train", "valid", "test")) {
      Files.writeString(original.resolve(name + ".src"), TEXT);
      Files.writeString(original.resolve(name + ".trg"), TEXT);
    }
    assertThat(runner(original.resolve("out"), STUDY, false, "", new StudyListener() {}).run())
        .isEmpty();
  }

  private static StudySpec study(String yaml) throws IOException {
    Path file = original.resolve("written.yaml");
    return StudyReader.read(
        Files.writeString(file, yaml.replace("DIR", original.toString())), List.of());
  }

  private static StudyRunner runner(
      Path out, String yaml, boolean fresh, String only, StudyListener listener)
      throws IOException {
    StudySpec study = study(yaml);
    List<RunFilter> filters =
        Stream.of(only).filter(s -> !s.isEmpty()).map(s -> RunFilter.parse(s, study)).toList();
    StudyRunner.Options options =
        new StudyRunner.Options(out, filters, fresh, "seqlab run", Optional.empty(), () -> false);
    return new StudyRunner(study, options, listener);
  }

  @BeforeEach
  void copy() throws IOException {
    copyFrom(original.resolve("out"));
    experiment = new ExperimentFolder(home);
    table = home.resolve("search.csv");
  }

  private void copyFrom(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(file -> !file.equals(folder)).toList()) {
        Path copy = home.resolve(folder.relativize(each));
        if (!Files.isDirectory(copy)) {
          Files.copy(each, copy);
        }
      }
    }
  }

  /** Without run folders, as git has it. */
  private void cloned() throws IOException {
    moveAway("runs");
  }

  private void moveAway(String name) throws IOException {
    Files.move(home.resolve(name), original.resolve("moved-" + System.nanoTime()));
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(home.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(home.resolve(file), text.replace(from, to));
  }

  private List<String> collect(String yaml) throws IOException {
    return StudyResults.collect(study(yaml), experiment);
  }

  private void run(String yaml, String only) throws IOException {
    run(yaml, false, only);
  }

  private void run(String yaml, boolean fresh, String only) throws IOException {
    trained.clear();
    warnings.clear();
    StudyListener recorder =
        new StudyListener() {
          @Override
          public void onRunStarted(RunKey run, int number, int total) {
            trained.add(run.toString());
          }

          @Override
          public void onWarning(String message) {
            warnings.add(message);
          }
        };
    assertThat(runner(home, yaml, fresh, only, recorder).run()).isEmpty();
  }

  @Test
  void trialsOfARemovedModelAreKept() throws IOException {
    cloned();
    String before = Files.readString(table);
    String rnn = STUDY.replace(LUONG, "");
    run(rnn, "");
    assertThat(trained).containsExactly("rnn, seed 1");
    assertThat(table).hasContent(before);
    assertThat(warnings)
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("search.csv has trials that the study does not have")
                    .contains("luong, seed 101, trial 1, and 1 more", "are kept"));
    assertThat(StudyRecords.read(experiment).trials())
        .extracting(row -> row.trial().run().model())
        .containsExactly("rnn", "rnn");
    assertThatThrownBy(() -> run(STUDY, ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("search.csv (luong", "not known", "study.yaml", "restore");
    Files.delete(home.resolve("study.yaml"));
    Files.copy(original.resolve("out/study.yaml"), home.resolve("study.yaml"));
    run(STUDY, "");
    assertThat(trained).containsExactly("luong, seed 1");
    assertThat(table).hasContent(before);
  }

  @Test
  void valuesAreComparedAsNumbers() throws IOException {
    cloned();
    String before = Files.readString(table);
    edit("search.csv", ",0.001,", ",1e-3,");
    assertThat(collect(STUDY)).isEmpty();
    assertThat(table).hasContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.002", "text", "[1]"})
  void otherValuesAreRefused(String value) throws IOException {
    cloned();
    edit("search.csv", ",0.001,", "," + value + ",");
    String before = Files.readString(table);
    assertThatThrownBy(() -> collect(STUDY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "search.csv contradicts", "rnn, seed 101, trial 1", value, "0.001", "restore");
    assertThatThrownBy(() -> run(STUDY, ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("search.csv (rnn, seed 101, trial 1)", "different settings");
    assertThat(table).hasContent(before);
    run(STUDY, true, "");
    assertThat(trained).hasSize(6);
    assertThat(StudyRecords.read(experiment).trials()).hasSize(4);
  }

  @Test
  void rowsThatDifferFromFoldersAreRewrittenWithAWarning() throws IOException {
    String before = Files.readString(table);
    edit("search.csv", "rnn,101,1,1,", "rnn,101,1,1,1");
    assertThat(collect(STUDY))
        .singleElement()
        .asString()
        .contains("search.csv differed from the folders of trials: rnn, seed 101, trial 1");
    assertThat(table).hasContent(before);
  }

  @Test
  void aTableOutlivesItsSearch() throws IOException {
    cloned();
    String before = Files.readString(table);
    assertThat(collect(STUDY.replace(SEARCH, "")))
        .singleElement()
        .asString()
        .contains("search.csv has trials that the study does not have", "and 3 more");
    assertThat(table).hasContent(before);
  }

  @Test
  void aLostRowOfAnEarlierRungLosesNoOther() throws IOException {
    Path halved = original.resolve("halved");
    String yaml =
        STUDY
            .replace("search: {", "search: {halving: 2, ")
            .replace("[0.001, 0.01]", "[0.001, 0.003, 0.01, 0.03]")
            .replace(LUONG, "");
    assertThat(runner(halved, yaml, false, "", new StudyListener() {}).run()).isEmpty();
    experiment = new ExperimentFolder(halved);
    table = halved.resolve("search.csv");
    Files.move(halved.resolve("runs"), original.resolve("moved-" + System.nanoTime()));
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    assertThat(lines).hasSize(7);
    lines.remove(1);
    Files.write(table, lines);
    assertThat(collect(yaml))
        .singleElement()
        .asString()
        .contains("search.csv lacks trials of models with finished runs: rnn;");
    assertThat(table).hasContent(String.join("\n", lines) + "\n");
  }

  @Test
  void editedStudyIsRefused() throws IOException {
    String edited = STUDY.replace("hidden: 4", "hidden: 8");
    assertThatThrownBy(() -> collect(edited))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("study.yaml contradicts", "hidden: 8", "hidden: 4");
    moveAway("runs/search");
    assertThatThrownBy(() -> collect(edited))
        .hasMessageContainingAll("study.yaml contradicts", "hidden: 8", "rnn/s1/run.json");
    Files.delete(table);
    assertThatThrownBy(() -> collect(edited))
        .hasMessageContainingAll("study.yaml contradicts", "hidden: 8", "rnn/s1/run.json");
  }

  @Test
  void aTableThatChoosesOtherValuesThanTheRunsHaveIsRefused() throws IOException {
    moveAway("runs/search");
    String worst = Files.readString(table).replaceAll("(?s).*\nrnn,101,1,1,([0-9.]*),.*", "$1");
    String best = Files.readString(table).replaceAll("(?s).*\nrnn,101,2,1,([0-9.]*),.*", "$1");
    assertThat(Double.parseDouble(best)).isLessThan(Double.parseDouble(worst));
    edit("search.csv", "rnn,101,1,1," + worst, "rnn,101,1,1,0.5");
    assertThatThrownBy(() -> collect(STUDY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("search.csv contradicts", "rnn, seed 1", "=0.001}", "=0.01}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "-Infinity", "1e999", "-NaN"})
  void impossibleScoresAreRefused(String score) throws IOException {
    cloned();
    Files.writeString(
        table, Files.readString(table).replaceFirst("rnn,101,1,1,[^,]*", "rnn,101,1,1," + score));
    assertThatThrownBy(() -> collect(STUDY))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContainingAll("search.csv", "row 2 has " + score, "not from 0 to Infinity");
  }

  @Test
  void stepsOfTrialsAreThoseOfTheBudget() throws IOException {
    cloned();
    Files.writeString(
        table, Files.readString(table).replaceFirst("(rnn,101,1,1,[^,]*),4,", "$1,5,"));
    assertThatThrownBy(() -> collect(STUDY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("rnn, seed 101, trial 1", "but 5 steps", "search.csv");
  }

  @Test
  void aMissingTableIsTold() throws IOException {
    cloned();
    Files.delete(table);
    for (int i = 0; i < 2; i++) {
      assertThat(collect(STUDY))
          .singleElement()
          .asString()
          .contains("search.csv is missing", "values that the search chose", "restore");
    }
    assertThat(table).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aTruncatedTableIsTold(int kept) throws IOException {
    cloned();
    List<String> lines = Files.readAllLines(table).subList(0, kept);
    Files.write(table, lines);
    assertThat(collect(STUDY))
        .singleElement()
        .asString()
        .contains("search.csv lacks trials", kept == 1 ? "rnn, and 1 more" : "luong");
    assertThat(table).hasContent(String.join("\n", lines) + "\n");
  }

  @Test
  void trialsAreReusedOnTheSameDataOnly() throws IOException {
    cloned();
    for (String name : List.of("results.csv", "measures.csv", "examples.csv", "data.json")) {
      moveAway(name);
    }
    Files.writeString(original.resolve("valid.trg"), OTHER);
    try {
      assertThatThrownBy(() -> run(STUDY, ""))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(
              "search.csv (rnn, seed 101, trial 1) was trained on other data", "valid.trg");
      run(STUDY, true, "");
      assertThat(trained).hasSize(6);
    } finally {
      Files.writeString(original.resolve("valid.trg"), TEXT);
    }
  }

  @Test
  void trialsOnOtherDataThanTheRunsAreRefused() throws IOException {
    cloned();
    Files.writeString(table, Files.readString(table).replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
    assertThatThrownBy(() -> collect(STUDY))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "search.csv contradicts", "rnn, seed 101, trial 1", "other examples of train");
  }

  @Test
  void aTableOfAnEarlierVersionIsReadWithOneWarning() throws IOException {
    cloned();
    Files.writeString(
        table,
        Files.readString(table)
            .replaceAll("(,[0-9a-f]{64}){3}", "")
            .replace(",train_sha256,valid_sha256,test_sha256", ""));
    String before = Files.readString(table);
    assertThat(collect(STUDY)).isEmpty();
    assertThat(table).hasContent(before);
    run(STUDY, "");
    assertThat(trained).containsExactly("rnn, seed 1", "luong, seed 1");
    assertThat(warnings)
        .filteredOn(text -> text.contains("earlier version"))
        .singleElement()
        .asString()
        .contains("search.csv: an earlier version saved rnn, seed 101, trial 1 and 3 more");
  }
}
