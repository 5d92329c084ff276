package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that cannot be written, in child processes. */
@EnabledIf("hasFullDevice")
class StandardOutputTest {
  private static final File FULL = new File("/dev/full"); // every write fails as on a full disk
  private static final String REASON =
      "seqlab: cannot write standard output: the disk is full (No space left on device)";

  static boolean hasFullDevice() {
    return FULL.exists();
  }

  private record Result(int exit, String errors) {}

  private static ProcessBuilder seqlab(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static Result full(String... arguments) throws IOException, InterruptedException {
    Process process = seqlab(arguments).redirectOutput(FULL).start();
    process.getOutputStream().close();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), errors);
  }

  private static void requireReason(Result result) {
    assertThat(result.errors()).contains(REASON).doesNotContain("\tat ", "Exception");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void aFullDiskIsAFailure() throws Exception {
    requireReason(full("schema"));
  }

  @Test
  void aClosedPipeEndsTheCommandQuietly() throws Exception {
    Process process = seqlab("data", "show", "dates", "--all").start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).contains("\t");
    }
    assertThat(process.getErrorStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(141);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "run --help",
        "check configs/quickstart.yaml",
        "run configs/quickstart.yaml --dry-run --only model=rnn,seed=1",
        "models",
        "models show luong",
        "data list",
        "data show dates",
        "data stats dates",
        "report --compare experiments/C6-path-length experiments/reverse-lengths",
        "doctor",
      })
  void everyCommandReportsAFullDisk(String arguments) throws Exception {
    requireReason(full(arguments.split(" ")));
  }

  @Tag("slow")
  @Test
  void runSavesItsResultsAndCommandsOfARunReportAFullDisk(@TempDir Path folder) throws Exception {
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            study: tiny
            task: {type: reverse, examples: {train: 16, valid: 4, test: 4}}
            training: {batch: {size: 8}, budget: {steps: 2}, validate_every: 2}
            decoding: {max_length: 20}
            metrics: [exact_match]
            seeds: [1]
            models:
              luong: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}
            """);
    String out = folder.resolve("out").toString();
    requireReason(full("run", study.toString(), "--out", out, "--threads", "1"));
    assertThat(Path.of(out, "results.csv")).content().contains("luong");
    requireReason(full("report", out));
    String run = Path.of(out, "runs/luong/s1").toString();
    String text = Files.writeString(folder.resolve("text"), "a b\n").toString();
    for (String command : List.of("score", "evaluate")) {
      requireReason(full(command, run, "--source", text, "--target", text));
    }
    requireReason(full("attend", run, "a b"));
  }
}
