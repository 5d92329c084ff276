package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes of {@code seqlab run}: 2 before the first run starts, 1 afterwards. */
class RunExitCodeTest {
  private static final String STUDY =
      """
      study: codes
      task: {type: reverse, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 2}, validate_every: 2}
      decoding: {max_length: 22}
      metrics: [exact_match]
      seeds: [1]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
      """;

  @TempDir Path home;
  private SeqlabProcess seqlab;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    seqlab = SeqlabProcess.of(home, STUDY);
    out = home.resolve("out");
  }

  @Test
  void unwritableFolderIsInvalidInput() throws Exception {
    Files.writeString(home.resolve("file"), "mine");
    assertThat(exitCode(home.resolve("file/out"))).isEqualTo(2);
    assertThat(seqlab.output())
        .contains("cannot write " + home.resolve("file/out"), "Not a directory", "--out DIR");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where a path has at most 4095 bytes
  void folderWhoseRunsHavePathsThatAreTooLongIsRefused() throws Exception {
    StringBuilder path = new StringBuilder(home.toString());
    while (path.length() < 4020) {
      path.append('/').append("d".repeat(Math.min(99, 4030 - path.length())));
    }
    Path deep = Path.of(path.toString());
    assertThat(exitCode(deep)).isEqualTo(2);
    assertThat(seqlab.output()).contains("path of the output folder is too long", "--out DIR");
    assertThat(home.resolve("d".repeat(99))).doesNotExist();
  }

  @Test
  void runWhoseFilesCannotBeWrittenFails() throws Exception {
    Path predictions = obstruct("runs/plain/s1/predictions.tsv");
    assertThat(exitCode(out)).isEqualTo(1);
    assertThat(seqlab.output()).contains("cannot write " + predictions);
  }

  @Test
  void tableThatCannotBeWrittenIsAFailureAfterTheRuns() throws Exception {
    Path table = obstruct("measures.csv");
    assertThat(exitCode(out)).isEqualTo(1);
    assertThat(seqlab.output()).contains(table.toString()).doesNotContain("\tat ");
  }

  /** An experiment with a folder where a file is to be written. */
  private Path obstruct(String name) throws IOException {
    Files.createDirectories(out.resolve(name).resolve("not empty"));
    Files.copy(
        Path.of("experiments/reverse-lengths/provenance.json"), out.resolve("provenance.json"));
    return out.resolve(name);
  }

  private int exitCode(Path folder) throws IOException, InterruptedException {
    return seqlab.exitCode(seqlab.start(folder));
  }
}
