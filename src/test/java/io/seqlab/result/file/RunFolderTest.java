package io.seqlab.result.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.TrainingStep;
import io.seqlab.result.record.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFolderTest {
  private static final RunKey KEY = new RunKey("rnn", 1);

  @TempDir Path temporary;

  @Test
  void recordRoundTrips() throws Exception {
    RunFolder run = new RunFolder(temporary.resolve("runs/rnn/s1"));
    assertThat(run.readRecord()).isEmpty();
    RunRecord record = record(new RunKey("rnn", 1, Map.of("training.batch.size", "32")));
    run.writeRecord(record);
    assertThat(run.readRecord()).contains(record);
  }

  @Test
  void keysAndStatusAreInSnakeCase() throws Exception {
    RunFolder run = new RunFolder(temporary);
    run.writeRecord(record(KEY));
    assertThat(temporary.resolve("run.json"))
        .content()
        .contains("\"train_tokens_per_second\" : 1234.5", "\"status\" : \"done\"", "\"NaN\"");
  }

  @Test
  void corruptRecordIsNamed() throws Exception {
    RunFolder run = new RunFolder(temporary);
    run.writeRecord(record(KEY));
    Path file = temporary.resolve("run.json");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    assertThatThrownBy(run::readRecord)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("run the study again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"result\": {\"a\": 1}} | it has no key 'key'",
        "{} | it has no key 'result'",
        "{\"result\": 7} | its value of 'result' is missing or invalid",
        "{\"result\": {\"status\": \"dnoe\"}} | its value of 'result.status' is missing or invalid",
        "{\"start\": \"yesterday\"} | its value of 'start' is missing or invalid",
        "{\"result\" | it is truncated",
        "{a} | it is not JSON",
        "[] | it has another structure than SeqLab writes",
      })
  void whatIsWrongIsSaidWithoutWordsOfTheLibrary(String text, String reason) throws Exception {
    Files.writeString(temporary.resolve("run.json"), text);
    assertThatThrownBy(new RunFolder(temporary)::readRecord)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("run.json is corrupt: " + reason)
        .message()
        .doesNotContainPattern("(?i)creator|deserial|token|fasterxml|java|instance");
  }

  @Test
  void truncatedStepIsIgnored() throws Exception {
    RunFolder run = new RunFolder(temporary);
    run.logs().append(step(1));
    run.logs().append(step(2));
    Files.writeString(
        temporary.resolve("metrics.jsonl"), "{\"step\":3,\"tok", StandardOpenOption.APPEND);
    assertThat(run.logs().readSteps()).containsExactly(step(1), step(2));
  }

  @Test
  void resumingLogsEachStepOnce() throws Exception {
    RunFolder run = new RunFolder(temporary);
    for (int i = 1; i <= 5; i++) {
      run.logs().append(step(i));
      run.logs().append(validation(i));
    }
    run.logs().truncate(3, 3);
    run.logs().append(step(4));
    run.logs().append(validation(4));
    assertThat(run.logs().readSteps()).containsExactly(step(1), step(2), step(3), step(4));
    assertThat(run.logs().readValidations())
        .containsExactly(validation(1), validation(2), validation(3), validation(4));
  }

  @Test
  void restartingDeletesLogs() throws Exception {
    RunFolder run = new RunFolder(temporary);
    run.logs().truncate(0, 0);
    run.logs().append(step(1));
    run.logs().append(validation(1));
    run.logs().truncate(0, 0);
    assertThat(run.logs().readSteps()).isEmpty();
    assertThat(run.logs().readValidations()).isEmpty();
  }

  @Test
  void attentionRoundTripsInOrderOfExamples() throws Exception {
    RunFolder run = new RunFolder(temporary);
    AttentionMap second =
        AttentionMap.of("test-2", List.of("猫", "は"), List.of("cat"), new float[][] {{.1f, .9f}});
    AttentionMap first = AttentionMap.of("test-1", List.of("a"), List.of(), new float[][] {});
    run.writeAttention(second);
    run.writeAttention(first);
    assertThat(run.readAttention()).containsExactly(first, second);
    run.deleteAttention();
    assertThat(run.readAttention()).isEmpty();
  }

  @Test
  void otherFilesBesideAttentionAreTheUsers() throws Exception {
    RunFolder run = new RunFolder(temporary);
    AttentionMap map = AttentionMap.of("test-1", List.of("a"), List.of("b"), new float[][] {{1}});
    run.writeAttention(map);
    Path folder = temporary.resolve("attention");
    List<String> names =
        List.of("copy of test-1.json", "test-1 copy.json", "test-01.json", "test-1.json.json");
    for (String name : names) {
      Files.copy(folder.resolve("test-1.json"), folder.resolve(name));
    }
    Files.writeString(folder.resolve("notes.json"), "[]");
    assertThat(run.readAttention()).containsExactly(map);
    run.delete();
    assertThat(folder.resolve("test-1.json")).doesNotExist();
    assertThat(folder.resolve("notes.json")).exists();
    names.forEach(name -> assertThat(folder.resolve(name)).exists());
  }

  @Test
  void attentionOfAnotherExampleThanItsNameSaysIsRejected() throws Exception {
    RunFolder run = new RunFolder(temporary);
    run.writeAttention(AttentionMap.of("test-1", List.of("a"), List.of("b"), new float[][] {{1}}));
    Path folder = temporary.resolve("attention");
    Files.copy(folder.resolve("test-1.json"), folder.resolve("test-2.json"));
    assertThatThrownBy(run::readAttention)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("test-2.json is corrupt: it is of the example test-1");
  }

  @Test
  void attentionOfWrongShapeIsRejected() {
    assertThatThrownBy(
            () -> AttentionMap.of("e", List.of("a", "b"), List.of("x"), new float[][] {{1}}))
        .hasMessageContaining("1 by 2");
  }

  @Property(tries = 200)
  void predictionsWithAnyTextRoundTrip(@ForAll("predictions") List<Prediction> all)
      throws Exception {
    Path folder = Files.createTempDirectory("predictions");
    try {
      RunFolder run = new RunFolder(folder);
      run.writePredictions(all);
      assertThat(run.readPredictions()).isEqualTo(all);
      assertThat(Files.readString(folder.resolve("predictions.tsv")).chars().filter(c -> c == '\n'))
          .as("header and one line per example")
          .hasSize(all.size() + 1);
    } finally {
      Files.delete(folder.resolve("predictions.tsv"));
      Files.delete(folder);
    }
  }

  @Provide
  Arbitrary<List<Prediction>> predictions() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars("ab \t\n\r\\\"',#tnrN\u2028\u00e9\u732b|").ofMaxLength(12);
    return Combinators.combine(text, text, text, Arbitraries.doubles())
        .as(Prediction::new)
        .list()
        .ofMaxSize(5);
  }

  private static TrainingStep step(long i) {
    return new TrainingStep(i, 10 * i, 0.1 * i, 1e-3, 1.0 / i, Double.NaN);
  }

  private static Validation validation(long i) {
    return new Validation(i, 0, i, i, 1e-3, 0.1 + 0.2, Map.of("loss", 1.0 / 3));
  }

  private static RunRecord record(RunKey key) {
    RunResult result =
        new RunResult(
            key, RunStatus.DONE, 42, 7, 0.1 + 0.2, 1234.5, Double.NaN, 3, Map.of("bleu", 1.0 / 3));
    String config = "model: rnn\n";
    Environment environment =
        new Environment("abc", true, "17", "Linux", "CPU", 2, Map.of("djl", "0.35.1"));
    return new RunRecord(
        result,
        config,
        "0123456789abcdef".repeat(4),
        new DataDigests("a".repeat(64), "b".repeat(64), "c".repeat(64)),
        environment,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        Instant.EPOCH,
        "");
  }
}
