package io.seqlab.result.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.delimited.ExampleCsvFile;
import io.seqlab.result.delimited.StudyCsvFiles;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables with values that no run has written are rejected with file, row and column. */
class ValueRangesTest {
  private static final RunKey RNN = new RunKey("rnn", 1);

  @TempDir Path home;
  private ExperimentFolder experiment;

  @BeforeEach
  void write() throws IOException {
    experiment = new ExperimentFolder(home);
    RunResult result =
        new RunResult(
            RNN, RunStatus.DONE, 111, 222, 3.5, 4.5, 5.5, 6.5, Map.of("exact_match", 0.25));
    StudyCsvFiles.writeResults(home.resolve("results.csv"), List.of(result));
    StudyCsvFiles.writeMeasures(
        home.resolve("measures.csv"),
        List.of(
            new Measure(RNN, "exact_match", "source_length", 7, 0.75, 9),
            new Measure(RNN, "valid_loss", "step", 8, 1.25, 1)));
    ExampleCsvFile.write(
        home.resolve("examples.csv"),
        List.of(
            ExampleScores.of(
                RNN,
                List.of(
                    new ExampleScore(RNN, 1, 12, 13, Map.of("exact_match", List.of(1.0))),
                    new ExampleScore(RNN, 2, 14, 15, Map.of("exact_match", List.of(0.0)))))));
  }

  private void readAll() throws IOException {
    experiment.readResults();
    experiment.readMeasures();
    experiment.readExamples();
  }

  @Test
  void whatRunsWriteIsRead() throws IOException {
    readAll();
    assertThat(experiment.readResults()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "results.csv, 0.25, 57",
    "results.csv, 0.25, 1e400",
    "results.csv, 0.25, Infinity",
    "results.csv, 0.25, NaN",
    "results.csv, 0.25, -1",
    "results.csv, 111, -111",
    "results.csv, 222, -1",
    "results.csv, 3.5, -3.5",
    "results.csv, 4.5, Infinity",
    "results.csv, exact_match, exact_mach",
    "results.csv, steps, stebs",
    "results.csv, steps, seconds",
    "results.csv, seed, sead",
    "measures.csv, 0.75, 57",
    "measures.csv, 0.75, NaN",
    "measures.csv, 1.25, -1.25",
    "measures.csv, 1.25, 1e400",
    "measures.csv, ',9', ',-9'",
    "measures.csv, dimension, other",
    "examples.csv, '12,13,1', '12,13,2'",
    "examples.csv, '12,13,1', '12,13,1 1'",
    "examples.csv, '12,13,1', '12,13,NaN'",
    "examples.csv, '12,13', '-12,13'",
    "examples.csv, ',2,14', ',1,14'",
    "examples.csv, exact_match, exactness"
  })
  void othersAreRejected(String name, String right, String wrong) throws IOException {
    Path file = home.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
    assertThatThrownBy(this::readAll)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(name + " is corrupt: ")
        .hasMessageContaining("Restore it");
  }

  @ParameterizedTest
  @CsvSource({
    "run.json, 111, -111",
    "run.json, 222, -222",
    "run.json, 3.5, -3.5",
    "run.json, 4.5, -4.5",
    "run.json, 5.5, 1e400",
    "run.json, 0.25, 57",
    "run.json, 0.25, '\"NaN\"'",
    "run.json, exact_match, exact_mach",
    "attention.json, 0.125, 57",
    "attention.json, 0.125, -0.125",
    "attention.json, 0.125, '\"NaN\"'",
    "attention.json, test-2, test-1",
    "samples.json, 17, -17",
    "samples.json, 18, 17"
  })
  void otherValuesInJsonAreRejected(String name, String right, String wrong) throws IOException {
    Path file = home.resolve(name);
    Json.write(home.resolve("run.json"), experiment.readResults().get(0));
    List<String> words = List.of("a", "b");
    Json.write(
        home.resolve("attention.json"),
        Stream.of("test-1", "test-2")
            .map(n -> AttentionMap.of(n, words, List.of("a"), new float[][] {{.875f, .125f}}))
            .map(map -> new RunAttention(RNN, map))
            .toList());
    Json.write(
        home.resolve("samples.json"),
        List.of(new Sample(17, "a", "b", List.of()), new Sample(18, "a", "b", List.of())));
    readJson();
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
    assertThatThrownBy(this::readJson)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(name + " is corrupt: ");
  }

  private void readJson() throws IOException {
    Json.read(home.resolve("run.json"), RunResult.class);
    new AttentionFile(experiment).read();
    new SampleFile(experiment).read();
  }

  @ParameterizedTest
  @CsvSource({"results.csv", "measures.csv", "examples.csv"})
  void duplicateRowsAreRejected(String name) throws IOException {
    Path file = home.resolve(name);
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, Files.readString(file) + lines.get(1) + "\n");
    assertThatThrownBy(this::readAll).hasMessageContaining("row " + (lines.size() + 1) + " is the");
  }
}
