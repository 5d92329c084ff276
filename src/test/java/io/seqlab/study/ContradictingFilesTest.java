package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.SampleFile;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Sample;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of an experiment that contradict each other or are missing: no table hides it. */
class ContradictingFilesTest {
  private static final String STUDY =
      """
      study: contradiction
      task: {type: reverse, symbols: 6, examples: {train: 64, valid: 8, test: 16}}
      training: {batch: {size: 16}, budget: {steps: 4}, validate_every: 2}
      decoding: {max_length: 6}
      metrics: [exact_match, token_accuracy, loss, bleu]
      report: {attention: 1}
      probes: [{type: slices, bin: 3}]
      seeds: [1, 2, 3]
      models:
        luong: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}
      """;

  private static final String RUN = "runs/luong/s2/";

  @TempDir static Path original;
  @TempDir Path home;
  private static StudySpec study;
  private ExperimentFolder experiment;

  @BeforeAll
  static void run() throws IOException {
    study = StudyReader.read(Files.writeString(original.resolve("study.yaml"), STUDY), List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(
            original.resolve("out"), List.of(), false, "seqlab run", Optional.empty(), () -> false);
    assertThat(new StudyRunner(study, options, new StudyListener() {}).run()).isEmpty();
  }

  @BeforeEach
  void copy() throws IOException {
    Path from = original.resolve("out");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.filter(file -> !file.endsWith("out")).toList()) {
        Files.copy(each, home.resolve(from.relativize(each)));
      }
    }
    experiment = new ExperimentFolder(home);
  }

  /** Without run folders, as git has it. */
  private void cloned() throws IOException {
    Files.move(home.resolve("runs"), original.resolve("runs-" + System.nanoTime()));
  }

  private List<String> collect() throws IOException {
    return StudyResults.collect(study, experiment);
  }

  @Test
  void undamagedFilesAgreeAndStayAsTheyAre() throws IOException {
    Map<String, String> before = tables();
    assertThat(collect()).isEmpty();
    cloned();
    assertThat(collect()).isEmpty();
    assertThat(tables()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run.json | (\"token_accuracy\" : )[0-9.E-]+ | token_accuracy 0.77 in run.json, but",
        "run.json | (\"loss\" : )[0-9.E-]+ | loss 0.77 in run.json, but",
        "measures.csv | (?m)^(luong,2,bleu,source_length,[0-9.]+,)[^,]+ | bleu 0.77 at source_length",
      })
  void fileInARunFolderIsNamedBeforeAnythingIsWritten(String name, String value, String message)
      throws IOException {
    Path file = home.resolve(RUN + name);
    edit(file, value);
    Map<String, String> before = tables();
    assertThatThrownBy(this::collect)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(file + " contradicts", "luong, seed 2", message, "--fresh --only");
    assertThat(tables()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "results.csv | (?m)^(luong,2,done,[0-9]+,4,.*,)[0-9.E-]+(?=,[^,]*,[^,]*$) | in results.csv, but",
        "results.csv | (?m)^(luong,2,done,)[0-9]+ | parameters, but luong, seed",
        "examples.csv | (?m)^(luong,2,1,[0-9]+,[0-9]+,[01],)[0-9]+ | token_accuracy",
        "measures.csv | (?m)^(luong,2,token_accuracy,target_length,[0-9.]+,)[^,]+ | at target_length",
        "measures.csv | (?m)^(luong,2,exact_match,source_length,[0-9.]+,[^,]+,)[0-9]+ | examples",
      })
  void tableOfACloneIsNamed(String name, String value, String message) throws IOException {
    cloned();
    Path file = home.resolve(name);
    edit(file, value);
    Map<String, String> before = tables();
    assertThatThrownBy(this::collect)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(file + " contradicts", "luong, seed 2 has ", message);
    assertThat(tables()).isEqualTo(before);
  }

  @Test
  void outputsOfACloneHaveTheCountsOfTheirExamples() throws IOException {
    RunKey run = new RunKey("luong", 1);
    Prediction first = experiment.run(run).readPredictions().get(0);
    String wrong = first.hypothesis().equals(first.reference()) ? "s1" : first.reference();
    cloned();
    for (String text : List.of(first.hypothesis(), wrong)) {
      assertThat(collect()).isEmpty();
      List<Sample.Answer> answers = List.of(new Sample.Answer(run, text));
      new SampleFile(experiment)
          .write(List.of(new Sample(1, first.source(), first.reference(), answers)));
    }
    assertThatThrownBy(this::collect)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("samples.json contradicts", "luong, seed 1 has", "in example 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "validations.tsv | (?m)^2\\t.*\\n | '' | no validation at step 2 of 4",
        "validations.tsv | (?m)^4\\t.*\\n | '' | no validation at step 4 of 4",
        "validations.tsv | (?m)^2(?=\\t) | 3 | no validation at step 2 of 4",
        "measures.csv | (?m)^luong,2,train_loss,step,4.*\\n | '' | no validation at step 4 of 4",
      })
  void missingValidationIsNamed(String name, String row, String edited, String message)
      throws IOException {
    boolean ofRun = name.equals("validations.tsv");
    if (!ofRun) {
      cloned();
    }
    Path file = home.resolve(ofRun ? RUN + name : name);
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst(row, edited));
    assertThat(file).content().isNotEqualTo(text);
    Map<String, String> before = tables();
    assertThatThrownBy(this::collect)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(file + " contradicts", "luong, seed 2 has " + message);
    assertThat(tables()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budget: {steps: 4} | budget: {steps: 99999} | training: steps: 99999, but steps: 4 in",
        "batch: {size: 16} | batch: {size: 17} | training: size: 17, but size: 16 in",
        "hidden: 8 | hidden: 9 | hidden: 9, but hidden: 8 in",
      })
  void studyThatContradictsItsRunsIsNamed(String old, String changed, String message)
      throws IOException {
    Map<String, String> before = tables();
    StudySpec edited = edited(old, changed);
    assertThatThrownBy(() -> StudyResults.collect(edited, experiment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(home.resolve("study.yaml") + " contradicts", message, "run.json");
    assertThat(tables()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void studyOfACloneHasTheStepsOfItsResults(int steps) throws IOException {
    cloned();
    StudySpec edited = edited("budget: {steps: 4}", "budget: {steps: %d}".formatted(steps));
    assertThatThrownBy(() -> StudyResults.collect(edited, experiment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            home.resolve("study.yaml") + " contradicts",
            "training.budget.steps: %d, but 4 steps in".formatted(steps),
            "results.csv");
    StudySpec patient =
        edited("budget: {steps: 4}", "budget: {steps: %d}, patience: 2".formatted(steps));
    if (steps > 4) {
      StudyResults.collect(patient, experiment);
    }
  }

  @Test
  void modelsAndMeasuresMayBeAddedToAStudy() throws IOException {
    String added = STUDY + "  other: {type: rnn, cell: gru, hidden: 9, embedding: 8}\n";
    String yaml = added.replace("loss, bleu]", "loss, bleu, edit_distance]");
    StudyResults.collect(read(yaml), experiment);
  }

  private StudySpec read(String yaml) throws IOException {
    return StudyReader.read(Files.writeString(home.resolve("edited.yaml"), yaml), List.of());
  }

  private StudySpec edited(String old, String changed) throws IOException {
    assertThat(STUDY).contains(old);
    return read(STUDY.replace(old, changed));
  }

  @ParameterizedTest
  @CsvSource({"2,exact_match", "1,target length", "0,source length"})
  void editedOutputIsNotShown(int column, String message) throws IOException {
    Path file = home.resolve(RUN + "predictions.tsv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    String[] cells = lines.get(3).split("\t", -1);
    cells[column] = column == 2 ? differing(cells[1], cells[2]) : cells[column] + " a";
    lines.set(3, String.join("\t", cells));
    Files.write(file, lines);
    Map<String, String> before = tables();
    assertThatThrownBy(this::collect)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(file + " contradicts", "luong, seed 2 has " + message, "line 4");
    assertThat(tables()).isEqualTo(before);
  }

  /** A correct output, unless it was, then an empty one. */
  private static String differing(String reference, String hypothesis) {
    return hypothesis.equals(reference) ? "" : reference;
  }

  /** Replaces the value after the group by one that no run has. */
  private static void edit(Path file, String value) throws IOException {
    String text = Files.readString(file);
    Matcher matcher = Pattern.compile(value).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    boolean real = matcher.group().substring(matcher.end(1) - matcher.start()).contains(".");
    Files.writeString(file, matcher.replaceFirst("$1" + (real ? "0.77" : "17")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"results.csv", "measures.csv", "examples.csv", "attention.json", "samples.json"})
  void missingTableOfACloneIsToldByEachReport(String name) throws IOException {
    cloned();
    Files.delete(home.resolve(name));
    for (int i = 0; i < 2; i++) {
      assertThat(collect())
          .filteredOn(warning -> warning.contains(home.resolve(name) + " is missing: "))
          .hasSize(1);
      assertThat(StudyVerdicts.warnings(experiment)).anyMatch(warning -> warning.contains(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"measures.csv", "validations.tsv", "examples.csv"})
  void rowsOfADeletedFileOfARunAreKept(String name) throws IOException {
    Map<String, String> before = tables();
    Files.delete(home.resolve(RUN + name));
    assertThat(collect()).singleElement().asString().contains("luong, seed 2; its rows are kept");
    assertThat(tables()).isEqualTo(before);
  }

  @Test
  void damagedPredictionsChangeNoTable() throws IOException {
    Files.writeString(home.resolve(RUN + "predictions.tsv"), "source\treference\nx");
    Files.delete(home.resolve("measures.csv"));
    assertThatThrownBy(this::collect).hasMessageContaining("predictions.tsv is corrupt");
    assertThat(home.resolve("measures.csv")).doesNotExist();
  }

  /** The content of the tables. */
  private Map<String, String> tables() throws IOException {
    Map<String, String> tables = new TreeMap<>();
    for (String name : List.of("results.csv", "measures.csv", "examples.csv", "attention.json")) {
      tables.put(name, Files.readString(home.resolve(name)));
    }
    return tables;
  }
}
