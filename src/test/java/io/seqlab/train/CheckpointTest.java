package io.seqlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints are read completely or rejected with a message; a failed write keeps the old one. */
class CheckpointTest {
  private static final TrainingState STATE =
      new TrainingState(120, 3, 4, 5_000, 1.5, Double.NaN, 0, Double.NaN, 2, 1, 1, 7.5, 30);
  private static final TrainingState LATER =
      new TrainingState(140, 3, 9, 6_000, 2.5, 0.25, 140, 0.25, 0, 1, 0, 0, 0);

  @TempDir Path home;
  private NDManager manager;
  private Checkpoint checkpoint;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    checkpoint = new Checkpoint(home.resolve("checkpoints/latest"), CheckpointOrigin.NONE);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    assertThat(checkpoint.exists()).isFalse();
    checkpoint.write(weights(1), slots(2), STATE);
    assertThat(checkpoint.exists()).isTrue();
    assertThat(checkpoint.readState()).isEqualTo(STATE);
    assertHolds(1);
    NDList slots = slots(0);
    checkpoint.readOptimizer(manager, slots);
    assertThat(slots.get(0).toFloatArray()).containsOnly(2f);
    checkpoint.write(weights(3), slots(4), LATER);
    assertThat(checkpoint.readState()).isEqualTo(LATER);
    assertHolds(3);
    try (var files = Files.list(checkpoint.folder().getParent())) {
      assertThat(files).containsExactly(checkpoint.folder());
    }
  }

  @Test
  void filesOfTheUserStay() throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Path folder = checkpoint.folder();
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.createDirectories(folder.resolve("plots/empty"));
    Files.writeString(folder.resolve("plots/loss.svg"), "my plot");
    for (int write = 0; write < 2; write++) {
      checkpoint.write(weights(3), slots(4), LATER);
      assertThat(folder.resolve("notes.txt")).hasContent("mine");
      assertThat(folder.resolve("plots/loss.svg")).hasContent("my plot");
      assertThat(folder.resolve("plots/empty")).isDirectory();
      assertHolds(3);
    }
  }

  @Test
  void folderWithFilesOfTheUserOnlyIsNoCheckpoint() throws IOException {
    Files.createDirectories(checkpoint.folder());
    Files.writeString(checkpoint.folder().resolve("notes.txt"), "mine");
    assertThat(checkpoint.exists()).isFalse();
    checkpoint.write(weights(1), slots(2), STATE);
    assertThat(checkpoint.exists()).isTrue();
    Files.delete(checkpoint.folder().resolve("state.json"));
    assertThat(checkpoint.exists()).isTrue();
  }

  /** A write that was killed leaves files beside the checkpoint, which the next one clears. */
  @Test
  void filesOfTheUserStayAfterAnInterruptedWrite() throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Path folder = checkpoint.folder();
    Path old = folder.resolveSibling("latest.old");
    Files.writeString(folder.resolve("notes.txt"), "first");
    Files.move(folder, old);
    checkpoint.write(weights(3), slots(4), LATER);
    assertThat(folder.resolve("notes.txt")).hasContent("first");

    Files.createDirectories(old);
    Files.writeString(old.resolve("notes.txt"), "second");
    Files.writeString(old.resolve("state.json"), "{}");
    Path next = Files.createDirectories(folder.resolveSibling("latest.new"));
    Files.writeString(next.resolve("model.safetensors"), "cut");
    Files.writeString(next.resolve(".seqlab-00c0ffee.tmp"), "cut");
    checkpoint.write(weights(5), slots(6), LATER);
    assertHolds(5);
    assertThat(folder.resolve("notes.txt")).hasContent("first");
    assertThat(folder.resolve("notes.txt~")).hasContent("second");
    try (var files = Files.list(folder.getParent())) {
      assertThat(files).containsExactly(folder);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 40, -30, -1})
  void rejectsTruncatedModelFileOfEarlierVersion(int length) throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Files.delete(checkpoint.folder().resolve("SHA256SUMS"));
    byte[] complete = Files.readAllBytes(checkpoint.model());
    Files.write(
        checkpoint.model(),
        Arrays.copyOf(complete, length < 0 ? complete.length + length : length));
    assertRejected("model.safetensors", "truncated");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 20})
  void rejectsCorruptModelFileOfEarlierVersion(int offset) throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Files.delete(checkpoint.folder().resolve("SHA256SUMS"));
    byte[] bytes = Files.readAllBytes(checkpoint.model());
    bytes[offset] ^= (byte) 0x7F;
    Files.write(checkpoint.model(), bytes);
    assertRejected("model.safetensors");
  }

  @Test
  void rejectsMissingModelFileOfEarlierVersion() throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Files.delete(checkpoint.folder().resolve("SHA256SUMS"));
    Files.delete(checkpoint.model());
    assertRejected("model.safetensors", "missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{", "[]", "{\"step\": \"many\"}"})
  void rejectsCorruptStateOfEarlierVersion(String text) throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Files.delete(checkpoint.folder().resolve("SHA256SUMS"));
    Files.writeString(checkpoint.folder().resolve("state.json"), text);
    assertThatThrownBy(checkpoint::readState)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("state.json");
  }

  @Test
  void rejectsOtherModelAndNamesParameter() throws IOException {
    checkpoint.write(new NDList(named("encoder.weight", 1)), slots(2), STATE);
    assertRejected("model.safetensors", "another model", "decoder.weight");
    checkpoint.write(
        new NDList(named("encoder.weight", 1), named("decoder.weight", 1), named("extra", 1)),
        slots(2),
        STATE);
    assertRejected("model.safetensors", "another model", "extra");
    NDArray wide = manager.ones(new Shape(3, 2));
    wide.setName("decoder.weight");
    checkpoint.write(new NDList(named("encoder.weight", 1), wide), slots(2), STATE);
    assertRejected("model.safetensors", "another model", "decoder.weight", "(3, 2)", "(2, 3)");
  }

  @Test
  void ignoresIncompleteCheckpoint() throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Path half = Files.createDirectory(checkpoint.folder().resolveSibling("latest.new"));
    Files.writeString(half.resolve("model.safetensors"), "half");
    Files.writeString(half.resolve(".optimizer.safetensors.tmp"), "half");
    assertHolds(1);
    checkpoint.write(weights(3), slots(4), LATER);
    assertHolds(3);
    assertThat(half).doesNotExist();
  }

  @Test
  void readsOldCheckpointBetweenRenames() throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    Path old = checkpoint.folder().resolveSibling("latest.old");
    Files.move(checkpoint.folder(), old);
    assertThat(checkpoint.exists()).isTrue();
    assertThat(checkpoint.readState()).isEqualTo(STATE);
    assertHolds(1);
    checkpoint.write(weights(3), slots(4), LATER);
    assertHolds(3);
    assertThat(old).doesNotExist();
  }

  @Test
  void failedWriteKeepsOldCheckpoint() throws IOException {
    checkpoint.write(weights(1), slots(2), STATE);
    for (Exception failure :
        new Exception[] {
          new IOException("No space left on device"), new IllegalStateException("out of memory")
        }) {
      NDList full = failing(failure);
      assertThatThrownBy(() -> checkpoint.write(weights(3), full, LATER))
          .hasMessageContaining(failure.getMessage());
      assertThat(checkpoint.readState()).isEqualTo(STATE);
      assertHolds(1);
    }
    checkpoint.write(weights(3), slots(4), LATER);
    assertHolds(3);
  }

  @Test
  void namesPathThatCannotBeAFolder() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatThrownBy(
            () ->
                new Checkpoint(file.resolve("latest"), CheckpointOrigin.NONE)
                    .write(weights(1), slots(2), STATE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private void assertRejected(String... parts) {
    assertThatThrownBy(() -> checkpoint.readModel(manager, weights(0)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(checkpoint.folder().toString())
        .hasMessageContainingAll(parts);
  }

  private void assertHolds(float value) throws IOException {
    NDList read = weights(0);
    checkpoint.readModel(manager, read);
    assertThat(read).allSatisfy(array -> assertThat(array.toFloatArray()).containsOnly(value));
  }

  private NDList weights(float value) {
    return new NDList(named("encoder.weight", value), named("decoder.weight", value));
  }

  private NDList slots(float value) {
    return new NDList(named("momentum.encoder.weight", value));
  }

  private NDArray named(String name, float value) {
    NDArray array = manager.full(new Shape(2, 3), value);
    array.setName(name);
    return array;
  }

  /** Arrays that fail when they are written. */
  private static NDList failing(Exception failure) {
    return new NDList() {
      private static final long serialVersionUID = 1L;

      @Override
      public void encode(OutputStream out, Encoding encoding) throws IOException {
        out.write(new byte[100]);
        if (failure instanceof IOException io) {
          throw io;
        }
        throw (IllegalStateException) failure;
      }
    };
  }
}
