package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code seqlab run}, killed and resumed by the same command. */
class KillAndResumeTest {
  /** Kills of each model. */
  private static final int KILLS = 2;

  private static final List<String> MODELS = List.of("luong", "transformer");
  private static final String STUDY =
      """
      study: kill
      task: {type: reverse, examples: {train: 160, valid: 8, test: 8}}
      training: {batch: {size: 8}, budget: {steps: 120}, validate_every: 6}
      decoding: {max_length: 20}
      metrics: [exact_match]
      seeds: [1]
      models:
        luong: {type: rnn, cell: lstm, hidden: 16, embedding: 16, attention: luong, dropout: 0.3}
        transformer: {type: transformer, d_model: 16, heads: 2, layers: 1, ff: 32, dropout: 0.3}
      """;

  @TempDir Path home;
  private SeqlabProcess seqlab;

  @BeforeEach
  void write() throws IOException {
    seqlab = SeqlabProcess.of(home, STUDY);
  }

  @Test
  void killedRunEndsWithTheWeightsOfAnUninterruptedRun() throws Exception {
    Path uninterrupted = home.resolve("uninterrupted");
    seqlab.finish(uninterrupted);
    Path killed = home.resolve("killed");
    long seed = System.nanoTime();
    Random delays = new Random(seed);
    for (String model : MODELS) {
      for (int kill = 0; kill < KILLS; kill++) {
        kill(killed, model, kill % 2 == 0, delays.nextInt(60));
      }
    }
    seqlab.finish(killed);
    for (String model : MODELS) {
      for (String kind : List.of("latest", "best")) {
        String file = "runs/" + model + "/s1/checkpoints/" + kind + "/model.safetensors";
        assertThat(SeqlabProcess.sha256(killed.resolve(file)))
            .as("%s after kills at random times of seed %d", file, seed)
            .isEqualTo(SeqlabProcess.sha256(uninterrupted.resolve(file)));
      }
      String validations = "runs/" + model + "/s1/validations.tsv";
      assertThat(steps(killed.resolve(validations)))
          .isEqualTo(steps(uninterrupted.resolve(validations)));
    }
  }

  @Test
  void doesNotRepeatFinishedRuns() throws Exception {
    Path out = home.resolve("out");
    Path first = out.resolve("runs/luong/s1/run.json");
    Process process = seqlab.start(out);
    while (!Files.exists(first) || !Files.readString(first).contains("\"done\"")) {
      seqlab.requireAlive(process);
      Thread.sleep(1);
    }
    SeqlabProcess.kill(process);
    String record = Files.readString(first);
    seqlab.finish(out);
    assertThat(first).hasContent(record);
    assertThat(out.resolve("runs/transformer/s1/run.json")).content().contains("\"done\"");
  }

  /**
   * Waits for another checkpoint and kills the process some time later: during the next save, or a
   * few milliseconds after.
   */
  private void kill(Path out, String model, boolean saving, int milliseconds) throws Exception {
    Path checkpoints = out.resolve("runs/" + model + "/s1/checkpoints");
    File state = checkpoints.resolve("latest/state.json").toFile();
    long before = state.lastModified();
    Process process = seqlab.start(out);
    while (state.lastModified() <= before) {
      seqlab.requireAlive(process);
      Thread.sleep(1);
    }
    Thread.sleep(milliseconds);
    while (saving && !isSaving(checkpoints)) {
      seqlab.requireAlive(process);
      Thread.onSpinWait();
    }
    SeqlabProcess.kill(process);
  }

  private static boolean isSaving(Path checkpoints) {
    return Stream.of("latest.new", "best.new").map(checkpoints::resolve).anyMatch(Files::exists);
  }

  /** The first column of a table. */
  private static List<String> steps(Path table) throws IOException {
    return Files.readAllLines(table).stream().map(line -> line.split("\t", 2)[0]).toList();
  }
}
