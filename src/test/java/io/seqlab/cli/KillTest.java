package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, killed without warning and started again by the same command. */
class KillTest {
  /** Of each model. */
  private static final int KILLS = 3;

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
  private Path study;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    study = Files.writeString(home.resolve("study.yaml"), STUDY);
    log = home.resolve("log.txt");
  }

  @Test
  void endsWithTheWeightsOfAnUndisturbedRunToTheLastBit() throws Exception {
    Path undisturbed = home.resolve("undisturbed");
    finish(undisturbed);
    Path killed = home.resolve("killed");
    long seed = System.nanoTime();
    Random moments = new Random(seed);
    for (String model : MODELS) {
      for (int kill = 0; kill < KILLS; kill++) {
        kill(killed, model, kill % 2 == 0, moments.nextInt(60));
      }
    }
    finish(killed);
    for (String model : MODELS) {
      for (String kind : List.of("latest", "best")) {
        String file = "runs/" + model + "/s1/checkpoints/" + kind + "/model.safetensors";
        assertThat(sha256(killed.resolve(file)))
            .as("%s after kills at the moments of seed %d", file, seed)
            .isEqualTo(sha256(undisturbed.resolve(file)));
      }
      String validations = "runs/" + model + "/s1/validations.tsv";
      assertThat(steps(killed.resolve(validations)))
          .isEqualTo(steps(undisturbed.resolve(validations)));
    }
  }

  @Test
  void doesNotRepeatFinishedRuns() throws Exception {
    Path out = home.resolve("out");
    Path first = out.resolve("runs/luong/s1/run.json");
    Process process = start(out);
    while (!Files.exists(first) || !Files.readString(first).contains("\"done\"")) {
      requireAlive(process);
      Thread.sleep(1);
    }
    end(process);
    String record = Files.readString(first);
    finish(out);
    assertThat(first).hasContent(record);
    assertThat(out.resolve("runs/transformer/s1/run.json")).content().contains("\"done\"");
  }

  /**
   * Lets the program save a model at least once more, and kills it some time later: either in the
   * middle of saving, or a few milliseconds after.
   */
  private void kill(Path out, String model, boolean saving, int milliseconds) throws Exception {
    Path checkpoints = out.resolve("runs/" + model + "/s1/checkpoints");
    File state = checkpoints.resolve("latest/state.json").toFile();
    long before = state.lastModified();
    Process process = start(out);
    while (state.lastModified() <= before) {
      requireAlive(process);
      Thread.sleep(1);
    }
    Thread.sleep(milliseconds);
    while (saving && !isSaving(checkpoints)) {
      requireAlive(process);
      Thread.onSpinWait();
    }
    end(process);
  }

  private static boolean isSaving(Path checkpoints) {
    return Stream.of("latest.new", "best.new").map(checkpoints::resolve).anyMatch(Files::exists);
  }

  private Process start(Path out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            study.toString(),
            "--threads",
            "1",
            "--out",
            out.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
        .start();
  }

  private void finish(Path out) throws Exception {
    Process process = start(out);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s", Files.readString(log)).isZero();
  }

  private void requireAlive(Process process) throws IOException {
    assertThat(process.isAlive()).as("was over too soon: %s", Files.readString(log)).isTrue();
  }

  /** On POSIX systems the signal is SIGKILL: nothing of the program runs after it. */
  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** The first column of a table. */
  private static List<String> steps(Path table) throws IOException {
    return Files.readAllLines(table).stream().map(line -> line.split("\t", 2)[0]).toList();
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
