package io.seqlab.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.AttentionFile;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.SampleFile;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Sample;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.StudyResults;
import io.seqlab.study.StudyRunner;
import io.seqlab.study.plan.RunFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No table may mix runs of different settings, whichever runs are selected. */
class ExistingRunsTest {
  private static final String STUDY =
      """
      study: earlier
      task: {type: reverse, symbols: 6, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 4}, validate_every: 4}
      decoding: {max_length: 6}
      metrics: [token_accuracy]
      report: {attention: 1}
      seeds: [1]
      models:
        bahdanau: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: bahdanau}
        luong: {extends: bahdanau, attention: luong}
      """;

  private static final String OTHER_LUONG = STUDY.replace(": luong}", ": luong, hidden: 9}");

  @TempDir Path home;
  private ExperimentFolder experiment;

  @BeforeEach
  void runOnce() throws IOException {
    experiment = new ExperimentFolder(home.resolve("out"));
    run(STUDY, "", false, false);
    assertThat(models()).containsOnly("bahdanau", "luong").hasSizeGreaterThan(6);
  }

  @Test
  void unselectedRunsMustHaveSameSettings() throws IOException {
    assertRejected(
        OTHER_LUONG, "model=bahdanau", false, "luong/s1 was trained with different settings");
    assertRejected(
        OTHER_LUONG, "model=bahdanau", true, "luong/s1 was trained with different settings");
    String copy = STUDY.replace("reverse", "copy");
    assertRejected(copy, "model=luong", true, "bahdanau/s1 was trained with different settings");
    run(OTHER_LUONG, "model=luong", true, false);
    assertThat(experiment.readResults()).extracting(RunResult::parameters).doesNotHaveDuplicates();
  }

  @Test
  void rowsWithoutRunFoldersAreCheckedAgainstSavedStudy() throws IOException {
    Files.move(home.resolve("out/runs"), home.resolve("elsewhere"));
    for (String only : List.of("", "model=bahdanau", "model=luong")) {
      assertRejected(
          OTHER_LUONG, only, false, "results.csv (luong, seed 1) was trained with different");
    }
    assertRejected(OTHER_LUONG, "model=bahdanau", true, "results.csv (luong, seed 1)");
    run(STUDY, "model=luong", false, true);
    assertThat(models()).as("rows of the same settings").contains("bahdanau", "luong");
    run(OTHER_LUONG, "model=luong", true, true);
    assertThat(models()).as("rows of what was thrown away").containsOnly("bahdanau");
    run(STUDY.replace("reverse", "copy"), "", true, true);
    assertThat(models()).isEmpty();
  }

  @Test
  void rowsOfRunsThatTheStudyLacksAreKept() throws IOException {
    String fewer =
        STUDY.lines().filter(line -> !line.contains("luong:")).collect(Collectors.joining("\n"));
    List<RunResult> results = experiment.readResults();
    List<Measure> measures = experiment.readMeasures();
    List<ExampleScores> examples = experiment.readExamples();
    run(fewer, "", false, false);
    Files.move(home.resolve("out/runs"), home.resolve("elsewhere"));
    assertThat(StudyResults.collect(read(fewer), experiment))
        .singleElement()
        .satisfies(warning -> assertThat(warning).contains("results.csv", "luong, seed 1"));
    assertThat(experiment.readResults()).containsExactlyInAnyOrderElementsOf(results);
    assertThat(experiment.readMeasures()).containsExactlyInAnyOrderElementsOf(measures);
    assertThat(experiment.readExamples()).containsExactlyInAnyOrderElementsOf(examples);
  }

  @Test
  void rowsThatDifferFromTheirRunFoldersAreReplacedWithAWarning() throws IOException {
    assertThat(collect()).isEmpty();
    for (String name : List.of("results.csv", "measures.csv", "examples.csv")) {
      Path file = experiment.file(name);
      String text = Files.readString(file);
      List<String> lines = text.lines().toList();
      String last = lines.get(lines.size() - 1);
      String changed = last.replaceFirst("[0-9]$", "") + (last.endsWith("1") ? "0" : "1");
      Files.writeString(file, text.replace(last, changed));
      assertThat(collect())
          .singleElement()
          .asString()
          .contains(name + " differed from the folders of finished runs: luong, seed 1");
      assertThat(file).hasContent(text);
    }
    Files.delete(experiment.file("results.csv"));
    Files.delete(experiment.file("measures.csv"));
    assertThat(collect()).as("deleted files are rebuilt").isEmpty();
  }

  @Test
  void missingExamplesAndForeignMeasuresAreNamed() throws IOException {
    Files.move(home.resolve("out/runs"), home.resolve("elsewhere"));
    Path examples = experiment.file("examples.csv");
    Files.write(
        examples,
        Files.readAllLines(examples).stream().filter(row -> !row.startsWith("luong")).toList());
    Path measures = experiment.file("measures.csv");
    String foreign = "luong,1,of_another_study,,0.0,1.0,1";
    Files.writeString(measures, Files.readString(measures) + foreign + "\n");
    assertThat(collect())
        .hasSize(2)
        .anyMatch(each -> each.contains("examples.csv has no rows of finished runs: luong, seed 1"))
        .anyMatch(each -> each.contains("measures.csv has measures that the study does not have"))
        .anyMatch(each -> each.contains("of_another_study"));
    assertThat(measures).content().contains(foreign);
  }

  private List<String> collect() throws IOException {
    return StudyResults.collect(read(STUDY), experiment);
  }

  @Test
  void contradictionOfExamplesAndResultsIsRejected() throws IOException {
    Files.move(home.resolve("out/runs"), home.resolve("elsewhere"));
    Path file = experiment.file("examples.csv");
    String text = Files.readString(file);
    List<String> lines = text.lines().toList();
    Files.writeString(file, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    assertThatThrownBy(() -> StudyResults.collect(read(STUDY), experiment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("examples.csv contradicts", "luong, seed 1");
    Files.writeString(file, text);
    Path results = experiment.file("results.csv");
    String scores = Files.readString(results);
    double score = experiment.readResults().get(0).metrics().get("token_accuracy");
    Files.writeString(results, scores.replaceFirst("," + score, "," + (score + 0.01)));
    assertThatThrownBy(() -> StudyResults.collect(read(STUDY), experiment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "out/results.csv contradicts",
            "token_accuracy " + (score + 0.01) + " in results.csv, but " + score + " by",
            "--fresh");
  }

  @Test
  void runOfAnotherProcessIsNotDiscarded() throws IOException {
    Path busy = experiment.run(new RunKey("luong", 1)).path();
    FolderLease lease = FolderLeases.ofThisProcess().tryAcquire(busy).orElseThrow();
    try {
      String owner = busy + ": process " + ProcessHandle.current().pid() + " on ";
      assertRejected(STUDY, "", true, owner);
    } finally {
      lease.close();
    }
    assertThat(busy.resolveSibling("../bahdanau/s1/run.json")).exists();
  }

  private void assertRejected(String yaml, String only, boolean fresh, String message)
      throws IOException {
    List<String> before = models();
    String study = experiment.readStudy().orElseThrow();
    assertThatThrownBy(() -> run(yaml, only, fresh, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
    assertThat(models()).isEqualTo(before);
    assertThat(experiment.readStudy()).contains(study);
  }

  /** The model of every collected row. */
  private List<String> models() throws IOException {
    return Stream.of(
            experiment.readResults().stream().map(RunResult::key),
            experiment.readMeasures().stream().map(Measure::key),
            experiment.readExamples().stream().map(ExampleScores::run),
            new AttentionFile(experiment).read().stream().map(RunAttention::run),
            new SampleFile(experiment)
                .read().stream().flatMap(s -> s.answers().stream()).map(Sample.Answer::run))
        .flatMap(keys -> keys)
        .map(RunKey::model)
        .toList();
  }

  private StudySpec read(String yaml) throws IOException {
    return StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
  }

  private void run(String yaml, String only, boolean fresh, boolean cancelled) throws IOException {
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    StudySpec study = StudyReader.read(file, List.of());
    List<RunFilter> chosen = only.isEmpty() ? List.of() : List.of(RunFilter.parse(only, study));
    StudyRunner.Options options =
        new StudyRunner.Options(
            experiment.path(), chosen, fresh, "seqlab run", Optional.empty(), () -> cancelled);
    assertThat(new StudyRunner(study, options, new StudyListener() {}).run()).isEmpty();
  }
}
