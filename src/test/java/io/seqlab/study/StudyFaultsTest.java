package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.inference.Predictor;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.data.core.DataException;
import io.seqlab.decode.NonFiniteScoreException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.trained.TrainedEnsemble;
import io.seqlab.study.trained.TrainedModel;
import io.seqlab.study.trained.Translation;
import io.seqlab.train.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failing runs, invalid studies and misuse. */
class StudyFaultsTest {
  private static final String STUDY =
      """
      study: faults
      task: {type: reverse, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 8}, validate_every: 4}
      decoding: {max_length: 22}
      metrics: [exact_match]
      seeds: [1]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
        luong: {extends: plain, attention: luong}
        learned: {type: transformer, d_model: 8, heads: 2, layers: 1, ff: 8, positions: learned,
          max_positions: 24}
      """;

  @TempDir Path home;
  private Path out;

  @BeforeEach
  void name() {
    out = home.resolve("out");
  }

  @Test
  void corruptCheckpointFailsOnlyItsRun() throws IOException {
    assertThat(run(STUDY, false)).isEmpty();
    markUnfinished("plain");
    markUnfinished("luong");
    Path damaged = folder("plain").resolve("checkpoints/latest/model.safetensors");
    Files.writeString(damaged, "cut short");
    List<Failure> failures = run(STUDY, false);
    assertThat(failures).singleElement().matches(Failure::invalidInput);
    assertThat(failures.get(0).message()).contains(damaged.toString(), "--fresh --only");
    assertThat(statuses()).containsExactly(RunStatus.FAILED, RunStatus.DONE, RunStatus.DONE);
    assertThat(run(STUDY, true)).isEmpty();
    assertThat(statuses()).containsOnly(RunStatus.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoints/latest/model.safetensors",
        "checkpoints/latest/optimizer.safetensors",
        "checkpoints/latest/state.json",
        "checkpoints/best/model.safetensors"
      })
  void flippedBitFailsOnlyItsRun(String file) throws IOException {
    assertThat(run(STUDY, false)).isEmpty();
    markUnfinished("luong");
    flipBit(folder("luong").resolve(file));
    List<Failure> failures = run(STUDY, false);
    assertThat(failures).singleElement().matches(Failure::invalidInput);
    assertThat(failures.get(0).message())
        .contains(file + " is damaged", "--fresh --only 'model=luong,seed=1'");
    assertThat(statuses()).containsExactly(RunStatus.DONE, RunStatus.FAILED, RunStatus.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoints/best/model.safetensors",
        "checkpoints/best/SHA256SUMS",
        "vocabulary.source.txt",
        "vocabulary.target.txt"
      })
  void flippedBitGivesNoAnswer(String file) throws IOException {
    run(STUDY, false);
    flipBit(folder("luong").resolve(file));
    assertThatThrownBy(() -> TrainedModel.open(folder("luong")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file);
  }

  @Test
  void modelOfEarlierVersionAnswersWithAWarning() throws IOException {
    run(STUDY, false);
    try (TrainedModel model = TrainedModel.open(folder("luong"))) {
      assertThat(model.warning()).isEmpty();
    }
    Files.delete(folder("luong").resolve("checkpoints/best/SHA256SUMS"));
    try (TrainedModel model = TrainedModel.open(folder("luong"))) {
      assertThat(model.warning()).hasValueSatisfying(w -> assertThat(w).contains("SHA256SUMS"));
    }
  }

  /** Flips a bit of the last byte before a line break. */
  private static void flipBit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 2] ^= 8;
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{", // truncated
        "{\"version\": 7}", // of a newer version
        "[]"
      })
  void unreadableRecordFailsOnlyItsRun(String text) throws IOException {
    assertThat(run(STUDY, false)).isEmpty();
    List<RunResult> before = new ExperimentFolder(out).readResults();
    Path record = folder("luong").resolve("run.json");
    String whole = Files.readString(record);
    Files.writeString(record, text);
    markUnfinished("plain");
    List<Failure> failures = run(STUDY, false);
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).message())
        .contains(record.toString(), "--fresh --only 'model=luong,seed=1'");
    assertThat(record).hasContent(text);
    assertThat(new ExperimentFolder(out).readResults()).contains(before.get(1));
    assertThat(statuses()).as("rows are kept").containsOnly(RunStatus.DONE);

    Files.writeString(record, whole.replace("seed: 1\\n", "seed: 1\\nnewer: 1\\n"));
    assertThat(record).content().contains("newer");
    assertThat(run(STUDY, false)).hasSize(1);
    assertThat(run(STUDY, true)).isEmpty();
  }

  @Test
  void lostRecordKeepsTheResultsOfTheRun() throws IOException {
    assertThat(run(STUDY, false)).isEmpty();
    List<RunResult> before = new ExperimentFolder(out).readResults();
    Path record = folder("luong").resolve("run.json");
    Files.delete(record);
    assertThat(run(STUDY, false))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.message())
                    .contains(record + " is", "missing beside checkpoints", "--fresh --only"));
    assertThat(record).doesNotExist();
    assertThat(new ExperimentFolder(out).readResults()).isEqualTo(before);
    assertThat(run(STUDY, true)).isEmpty();
  }

  @Test
  void testScoreThatIsNotANumberFailsTheRun() throws IOException {
    String scored = STUDY.replace("metrics: [exact_match]", "metrics: [exact_match, perplexity]");
    assertThat(run(scored, false)).isEmpty();
    markUnfinished("luong");
    overflow(folder("luong").resolve("checkpoints/best"));
    List<Failure> failures = run(scored, false);
    assertThat(failures).singleElement().matches(failure -> !failure.invalidInput());
    assertThat(failures.get(0).message()).contains("diverged", "NaN", "learning_rate");
    assertThat(statuses()).containsExactly(RunStatus.DONE, RunStatus.FAILED, RunStatus.DONE);
    try (TrainedModel model = TrainedModel.open(folder("luong"))) {
      assertThatThrownBy(() -> model.translate(List.of("a"), 1, false))
          .isInstanceOf(NonFiniteScoreException.class);
    }
  }

  /** Makes all weights of a checkpoint so large that sums of them are infinite. */
  private static void overflow(Path checkpoint) throws IOException {
    Files.delete(checkpoint.resolve("SHA256SUMS"));
    Path file = checkpoint.resolve("model.safetensors");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int weights = Long.BYTES + (int) bytes.getLong(0);
    for (int i = weights; i < bytes.limit(); i += Float.BYTES) {
      bytes.putFloat(i, 3e38f);
    }
    Files.write(file, bytes.array());
  }

  @Test
  void divergedRunFailsAloneWithoutNonFiniteCheckpoint() throws IOException {
    String wild =
        STUDY
            .replace("validate_every: 4", "validate_every: 1, optimizer: {learning_rate: 1e30}")
            .replace("positions: learned", "positions: sinusoidal");
    List<Failure> failures = run(wild, false);
    assertThat(failures).isNotEmpty().noneMatch(Failure::invalidInput);
    assertThat(failures).allMatch(f -> f.message().contains("learning_rate"));
    assertThat(statuses()).last().isEqualTo(RunStatus.FAILED);
    assertThat(folder("learned").resolve("checkpoints")).doesNotExist();
  }

  @Test
  void invalidStudyIsRejectedBeforeAnyWrite() {
    assertRejected(
        "max_positions: 24", "max_positions: 12", "models.learned.encoder.max_positions");
    assertRejected("max_length: 22", "max_length: 24", "decoding.max_length (24 tokens");
    String corpus =
        "{type: corpus, train: {tsv: no.tsv}, valid: {tsv: no.tsv}, test: {tsv: no.tsv}}";
    assertRejected("{type: reverse, examples: {train: 64, valid: 8, test: 8}}", corpus, "no.tsv");
  }

  private void assertRejected(String right, String wrong, String message) {
    assertThat(STUDY).contains(right);
    assertThatThrownBy(() -> run(STUDY.replace(right, wrong), true)).hasMessageContaining(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void folderHoldsOneStudy() throws IOException {
    run(STUDY, false);
    assertThatThrownBy(() -> run(STUDY.replace("reverse", "copy"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("study.yaml", "a different task", "--out");
    assertThatThrownBy(() -> run(STUDY.replace("hidden: 8", "hidden: 9"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("plain", "different settings", "--fresh");
    assertThat(run(STUDY.replace("reverse", "copy"), true)).isEmpty();
  }

  @Test
  void predictorAgreesWithModel() throws Exception {
    run(STUDY, false);
    List<String> lines = List.of("a b c", "", "☃ unknown");
    for (String name : List.of("plain", "luong", "learned")) {
      try (TrainedModel model = TrainedModel.open(folder(name));
          Predictor<String, Translation> predictor = model.predictor()) {
        List<List<Translation>> expected = model.translate(lines, 1, !name.equals("plain"));
        for (int i = 0; i < lines.size(); i++) {
          Translation found = predictor.predict(lines.get(i));
          assertThat(found.text()).isEqualTo(expected.get(i).get(0).text());
          assertThat(found.hasAttention()).isEqualTo(!name.equals("plain"));
          assertThat(found.attention()).hasSameSizeAs(expected.get(i).get(0).attention());
        }
      }
    }
  }

  @Test
  void rejectsLineBeyondLearnedPositions() throws IOException {
    run(STUDY, false);
    try (TrainedModel model = TrainedModel.open(folder("learned"))) {
      assertThatThrownBy(() -> model.translate(List.of("x ".repeat(24)), 1, false))
          .isInstanceOf(DataException.class)
          .hasMessageContainingAll("x x x", "24 tokens", "learned positions for 23");
      try (Predictor<String, Translation> predictor = model.predictor()) {
        assertThatThrownBy(() -> predictor.predict("x ".repeat(24)))
            .hasStackTraceContaining("learned positions for 23");
      }
    }
  }

  @Test
  void anEnsembleKeepsTheLimitOfEachModel() throws IOException {
    run(STUDY, false);
    Path learned = folder("learned");
    out = home.resolve("longer");
    run(STUDY.substring(0, STUDY.indexOf("  learned:")).replace("22", "40"), false);
    try (TrainedEnsemble both =
        TrainedEnsemble.open(List.of(folder("plain"), learned), Map.of(), 1, k -> k)) {
      assertThatThrownBy(() -> both.translate(List.of("a"), false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("max_length 40 is too long for the 24 learned positions");
    }
  }

  private List<Failure> run(String yaml, boolean fresh) throws IOException {
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    StudySpec study = StudyReader.read(file, List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(out, List.of(), fresh, "seqlab run", Optional.empty(), () -> false);
    return new StudyRunner(study, options, new StudyListener() {}).run();
  }

  private Path folder(String model) {
    return out.resolve(new RunKey(model, 1).folder());
  }

  /** Makes a finished run look like a killed one. */
  private void markUnfinished(String model) throws IOException {
    Path record = folder(model).resolve("run.json");
    Files.writeString(record, Files.readString(record).replace("\"done\"", "\"running\""));
  }

  private List<RunStatus> statuses() throws IOException {
    return new ExperimentFolder(out).readResults().stream().map(RunResult::status).toList();
  }
}
