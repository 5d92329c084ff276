package io.seqlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the files of a checkpoint, it is read as it was written or not at all. */
class CheckpointDigestsTest {
  private static final List<String> FILES =
      List.of("model.safetensors", "optimizer.safetensors", "state.json", "SHA256SUMS");
  private static final CheckpointOrigin RUN = run("model=luong,seed=1", "words");

  @TempDir Path home;
  private NDManager manager;
  private Checkpoint checkpoint;
  private Checkpoint otherStep;
  private Checkpoint otherRun;

  private static CheckpointOrigin run(String run, String vocabulary) {
    String digest = Sha256.of(vocabulary.getBytes(StandardCharsets.UTF_8));
    return new CheckpointOrigin(
        run, "2026-01-02T03:04:05Z", Map.of("../../vocabulary.txt", digest));
  }

  @BeforeEach
  void write() throws IOException {
    manager = NDManager.newBaseManager();
    checkpoint = new Checkpoint(home.resolve("checkpoints/latest"), RUN);
    otherStep = new Checkpoint(home.resolve("checkpoints/best"), RUN);
    otherRun = new Checkpoint(home.resolve("other/latest"), run("model=luong,seed=2", "words"));
    write(checkpoint, 1, 20);
    write(otherStep, 2, 10);
    write(otherRun, 3, 21);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void write(Checkpoint to, float value, long step) throws IOException {
    to.write(arrays("weight", value), arrays("momentum", value), state(step));
  }

  private static TrainingState state(long step) {
    return new TrainingState(step, 1, 2, 300, 1.5, 0.25, 10, 0.25, 1, 0, 1, 7.5, 30);
  }

  private NDList arrays(String name, float value) {
    NDArray array = manager.full(new Shape(3, 5), value);
    array.setName(name);
    return new NDList(array);
  }

  /** Reads everything, as a run does that continues. */
  private void read(Checkpoint from) throws IOException {
    from.readState();
    from.readModel(manager, arrays("weight", 0));
    from.readOptimizer(manager, arrays("momentum", 0));
  }

  private void assertRejected(String... parts) {
    assertThatThrownBy(() -> read(checkpoint))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(home.toString(), "; restore a copy of the file; ")
        .hasMessageContaining("seqlab run STUDY.yaml --fresh --only 'model=luong,seed=1'")
        .satisfies(e -> assertThat(List.of(parts)).allMatch(e.getMessage()::contains));
  }

  static Stream<String> files() {
    return FILES.stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void rejectsEveryFlippedBit(String name) throws IOException {
    Path file = checkpoint.folder().resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, flipped);
      assertThatThrownBy(() -> read(checkpoint))
          .as("bit %d of %s", bit, name)
          .isInstanceOf(CheckpointException.class);
    }
    Files.write(file, whole);
    assertThatCode(() -> read(checkpoint)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("files")
  void rejectsEveryOtherLength(String name) throws IOException {
    Path file = checkpoint.folder().resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRejected();
    }
    Random random = new Random(1);
    for (int extra = 1; extra <= 50; extra++) {
      byte[] longer = Arrays.copyOf(whole, whole.length + extra);
      byte[] tail = new byte[extra];
      random.nextBytes(tail);
      System.arraycopy(tail, 0, longer, whole.length, extra);
      Files.write(file, longer);
      assertRejected();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void rejectsFilesOfOtherStepsAndRuns(String name) throws IOException {
    for (Checkpoint other : List.of(otherStep, otherRun)) {
      Path file = checkpoint.folder().resolve(name);
      byte[] whole = Files.readAllBytes(file);
      Files.copy(other.folder().resolve(name), file, StandardCopyOption.REPLACE_EXISTING);
      assertRejected();
      Files.write(file, whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "optimizer.safetensors", "state.json"})
  void rejectsMissingFile(String name) throws IOException {
    Files.delete(checkpoint.folder().resolve(name));
    assertThat(checkpoint.exists()).isTrue();
    assertRejected(name, "is missing");
  }

  @ParameterizedTest
  @MethodSource("files")
  void rejectsFolderInPlaceOfAFile(String name) throws IOException {
    Path file = checkpoint.folder().resolve(name);
    Files.delete(file);
    Files.createDirectory(file);
    assertRejected(file.toString(), "is unreadable: it is a folder, not a file");
  }

  @Test
  void rejectsTheWholeCheckpointOfAnotherRun() throws IOException {
    for (String name : FILES) {
      Files.copy(
          otherRun.folder().resolve(name),
          checkpoint.folder().resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertRejected("seed=1 started", "seed=2 started");
  }

  @Test
  void rejectsOtherVocabulary() {
    Checkpoint same = new Checkpoint(checkpoint.folder(), run("model=luong,seed=1", "other words"));
    assertThatThrownBy(() -> read(same))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(home.resolve("vocabulary.txt") + " is damaged");
  }

  @Test
  void aCopyOfTheBestCheckpointReplacesTheLatest() throws IOException {
    Files.writeString(checkpoint.folder().resolve("state.json"), "{}");
    assertRejected(
        "state.json is damaged",
        "its SHA-256 is 44136fa355b3…, not ",
        "replace the folder " + checkpoint.folder() + " by a copy of " + otherStep.folder());
    for (String name : FILES) {
      Files.copy(
          otherStep.folder().resolve(name),
          checkpoint.folder().resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(checkpoint.readState()).isEqualTo(state(10));
    assertThatCode(() -> read(checkpoint)).doesNotThrowAnyException();
  }

  @Test
  void checkpointOfEarlierVersionIsRead() throws IOException {
    assertThat(checkpoint.hasDigests()).isTrue();
    Files.delete(checkpoint.folder().resolve("SHA256SUMS"));
    assertThat(checkpoint.hasDigests()).isFalse();
    assertThatCode(() -> read(checkpoint)).doesNotThrowAnyException();
    write(checkpoint, 2, 30);
    assertThat(checkpoint.hasDigests()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
  void valuesThatAreNotFiniteAreNeitherWrittenNorRead(float value) throws IOException {
    NDList bad = arrays("weight", 1);
    bad.get(0).toByteBuffer(true).asFloatBuffer().put(7, value);
    NDList good = arrays("momentum", 1);
    assertThatThrownBy(() -> checkpoint.write(bad, good, state(30)))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("training diverged at step 30: weight has values");
    assertThatThrownBy(() -> checkpoint.write(good, bad, state(30)))
        .isInstanceOf(NonFiniteLossException.class);
    assertThat(checkpoint.readState()).as("kept").isEqualTo(state(20));

    Files.delete(checkpoint.folder().resolve("SHA256SUMS"));
    try (var out = Files.newOutputStream(checkpoint.model())) {
      bad.encode(out, NDList.Encoding.SAFETENSORS);
    }
    assertRejected("model.safetensors has values in weight that are NaN or infinite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"step\": -7",
        "\"step\": 0",
        "\"step\": 9",
        "\"epoch\": -1",
        "\"batch\": -1",
        "\"tokens\": 29",
        "\"seconds\": NaN",
        "\"seconds\": -1",
        "\"best\": NaN",
        "\"bestStep\": 0",
        "\"bestStep\": 21",
        "\"improved\": NaN",
        "\"stale\": 0",
        "\"reductions\": -1",
        "\"lossSum\": NaN",
        "\"lossTokens\": -1",
        "\"step\": 1.5",
        "\"step\": 1e99"
      })
  void impossibleStateIsDamage(String entry) throws IOException {
    Path file = checkpoint.folder().resolve("state.json");
    String key = entry.substring(0, entry.indexOf(':'));
    String text = Files.readString(file);
    assertThat(text).contains(key);
    Files.writeString(file, text.replaceFirst(key + ": [^,\n]*", entry));
    Files.delete(checkpoint.folder().resolve("SHA256SUMS"));
    assertRejected("state.json is ");
  }
}
