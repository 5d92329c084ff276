package io.seqlab.result.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.delimited.StudyCsvFiles;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentFolderTest {
  private static final RunKey RNN = new RunKey("rnn", 1);
  private static final RunKey RNN2 = new RunKey("rnn", 2);
  private static final RunKey LUONG = new RunKey("luong", 1);

  @TempDir Path temporary;

  @Test
  void collectAggregatesRunsInOrder() throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    for (RunKey key : List.of(LUONG, RNN, RNN2)) {
      fill(experiment.run(key), key);
    }
    experiment.collect(List.of(RNN, RNN2, LUONG, new RunKey("never", 1)), tables -> {});

    assertThat(experiment.readResults()).containsExactly(result(RNN), result(RNN2), result(LUONG));
    assertThat(experiment.readMeasures())
        .containsExactly(
            new Measure(RNN, "train_loss", "step", 100, 2.5, 1),
            new Measure(RNN, "valid_loss", "step", 100, 1.5, 1),
            length(RNN),
            new Measure(RNN2, "train_loss", "step", 100, 2.5, 1),
            new Measure(RNN2, "valid_loss", "step", 100, 1.5, 1),
            length(RNN2),
            new Measure(LUONG, "train_loss", "step", 100, 2.5, 1),
            new Measure(LUONG, "valid_loss", "step", 100, 1.5, 1),
            length(LUONG));
    assertThat(new AttentionFile(experiment).read())
        .as("first seed of each model")
        .extracting(RunAttention::run)
        .containsExactly(RNN, LUONG);
  }

  @Test
  void collectWithoutRunFoldersKeepsFiles() throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    List<RunKey> keys = List.of(RNN, RNN2, LUONG);
    for (RunKey key : keys) {
      fill(experiment.run(key), key);
    }
    experiment.collect(keys, tables -> {});
    List<String> before = committed();
    Files.move(temporary.resolve("runs"), temporary.resolve("elsewhere"));
    experiment.collect(keys, tables -> {});
    assertThat(committed()).isEqualTo(before);
  }

  @Test
  void eachGridKeyHasAColumn() throws Exception {
    Map<String, String> point = new LinkedHashMap<>();
    point.put("task.symbols", "50");
    point.put("training.schedule", "{type: cosine}");
    RunKey key = new RunKey("rnn", 3, point);
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    fill(experiment.run(key), key);
    experiment.collect(List.of(key), tables -> {});
    assertThat(temporary.resolve("results.csv"))
        .content()
        .startsWith("model,seed,task.symbols,training.schedule,status,parameters,steps,seconds,");
    assertThat(experiment.readResults()).containsExactly(result(key));
    assertThat(experiment.readMeasures()).allMatch(m -> m.key().equals(key)).hasSize(3);
  }

  @Test
  void corruptRowIsNamed() throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    fill(experiment.run(RNN), RNN);
    experiment.collect(List.of(RNN), tables -> {});
    Path file = temporary.resolve("results.csv");
    String text = Files.readString(file);

    Files.writeString(file, text.replace(",done,", ",dnoe,"));
    assertThatThrownBy(experiment::readResults)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("results.csv is corrupt: row 2 has 'dnoe' for status");

    Files.writeString(file, text.replace(",done,", ","));
    assertThatThrownBy(experiment::readResults).hasMessageContaining("columns");

    Files.writeString(file, text.replace("\nrnn,", "\n\"r\"nn,"));
    assertThatThrownBy(experiment::readResults)
        .hasMessageContaining("a quotation mark is misplaced in or after line 2")
        .hasMessageNotContaining("Exception");

    Files.writeString(file, text.substring(0, text.length() - 3));
    assertThatThrownBy(experiment::readResults).hasMessageContaining("truncated");
  }

  @Test
  void duplicateRunIsRejected() throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    fill(experiment.run(RNN), RNN);
    experiment.collect(List.of(RNN), tables -> {});
    Path file = temporary.resolve("results.csv");
    Files.writeString(file, Files.readString(file) + Files.readAllLines(file).get(1) + "\n");
    assertThatThrownBy(experiment::readResults)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(
            "results.csv is corrupt: row 3 is the second for the same run rnn, seed 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[null]", "[{\"number\": 1, \"source\"", "[{\"answers\": [null]}]"})
  void nullInListIsRejected(String text) throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    Map<String, ThrowingCallable> readers =
        Map.of(
            "samples.json", new SampleFile(experiment)::read,
            "attention.json", new AttentionFile(experiment)::read,
            "claims.json", experiment::readVerdicts,
            "differences.json", experiment::readDifferences);
    for (Map.Entry<String, ThrowingCallable> each : readers.entrySet()) {
      Files.writeString(temporary.resolve(each.getKey()), text);
      assertThatThrownBy(each.getValue())
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining(each.getKey() + " is corrupt: ")
          .hasMessageNotContaining("REDACTED");
    }
  }

  @Test
  void folderInPlaceOfFileIsNamed() throws Exception {
    Files.createDirectory(temporary.resolve("study.yaml"));
    assertThatThrownBy(new ExperimentFolder(temporary)::readStudy)
        .hasMessageContainingAll("study.yaml", "is a folder");
  }

  @Property(tries = 100)
  void numbersRoundTrip(@ForAll List<Double> values) throws Exception {
    Path file = Files.createTempFile("measures", ".csv");
    try {
      List<Measure> all =
          IntStream.range(0, values.size())
              .mapToObj(i -> new Measure(RNN, "slope", "step", i, values.get(i), i))
              .toList();
      StudyCsvFiles.writeMeasures(file, all);
      assertThat(StudyCsvFiles.readMeasures(file)).isEqualTo(all);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void provenanceAndStudyRoundTrip() throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    Environment here = Environment.collect(2, Map.of("djl", "0.35.1"));
    Provenance provenance = new Provenance("quickstart", "Why?", "seqlab run q.yaml", here);
    experiment.writeProvenance(provenance);
    experiment.writeStudy("study: quickstart\n");
    assertThat(experiment.readProvenance()).isEqualTo(provenance);
    assertThat(experiment.readStudy()).contains("study: quickstart\n");
  }

  @Test
  void otherFolderIsRejected() {
    assertThatThrownBy(new ExperimentFolder(temporary)::readProvenance)
        .isExactlyInstanceOf(IOException.class) // whose message is told as it is
        .hasMessageContaining(temporary + " is not an experiment folder");
  }

  @Test
  void fileOfTheUserWithTheNameOfTheMarkIsLeftAlone() throws Exception {
    Files.writeString(temporary.resolve("provenance.json"), "{\"painting\": \"mine\"}");
    ExperimentFolder experiment = new ExperimentFolder(temporary);
    assertThat(experiment.isMarked()).isFalse();
    assertThatThrownBy(experiment::readProvenance)
        .hasMessageContainingAll(
            "is not an experiment folder: seqlab run did not write its provenance.json",
            "it has no key 'study'")
        .message()
        .doesNotContainPattern("delete|creator");
  }

  private List<String> committed() throws Exception {
    return List.of(
        Files.readString(temporary.resolve("results.csv")),
        Files.readString(temporary.resolve("measures.csv")),
        Files.readString(temporary.resolve("attention.json")));
  }

  private static void fill(RunFolder run, RunKey key) throws Exception {
    Environment environment = new Environment("abc", false, "17", "Linux", "CPU", 2, Map.of());
    run.writeRecord(
        new RunRecord(
            result(key),
            "",
            "",
            DataDigests.UNKNOWN,
            environment,
            Instant.EPOCH,
            Instant.EPOCH,
            ""));
    run.logs().append(new Validation(100, 1, 2, 3000, 1e-3, 2.5, Map.of("loss", 1.5)));
    run.writeMeasures(List.of(length(key)));
    run.writeAttention(
        AttentionMap.of("test-1", List.of("a", "b"), List.of("x"), new float[][] {{.25f, .75f}}));
  }

  private static Measure length(RunKey key) {
    return new Measure(key, "exact_match", "source_length", 17, 1.0 / 3, 9);
  }

  private static RunResult result(RunKey key) {
    return new RunResult(
        key, RunStatus.DONE, 42, 7, 0.1 + 0.2, 1e-300, Double.NaN, 3, Map.of("bleu", 1.0 / 3));
  }
}
