package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.record.RunKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A study of four runs that a scheduler executes, in a folder.
 *
 * @param environment variables of the commands
 */
record SlurmStudy(Path home, Map<String, String> environment) {
  static final String STUDY =
      """
      study: jobs
      task: {type: reverse, examples: {train: 160, valid: 8, test: 8}}
      training: {batch: {size: 8}, budget: {steps: 150}, validate_every: 50}
      decoding: {max_length: 20}
      metrics: [exact_match]
      seeds: [1, 2]
      models:
        luong: {type: rnn, cell: lstm, hidden: 16, embedding: 16, attention: luong, dropout: 0.3}
        transformer: {type: transformer, d_model: 16, heads: 2, layers: 1, ff: 32, dropout: 0.3}
      """;

  static final List<RunKey> RUNS =
      Stream.of(1L, 2L)
          .flatMap(seed -> Stream.of("luong", "transformer").map(m -> new RunKey(m, seed)))
          .toList();

  /** Executes the same runs without a scheduler. */
  static void runLocally(Path home) throws Exception {
    SeqlabProcess.of(home, STUDY).finish(home.resolve("local"));
  }

  Path out() {
    return home.resolve("out");
  }

  private Path log() {
    return home.resolve("log.txt");
  }

  String output() throws IOException {
    return Files.readString(log());
  }

  /** Starts {@code seqlab run --on slurm}. */
  Process start(String... more) throws IOException {
    List<String> words = words("--on", "slurm", "--at-most", "2"); // two elements of two runs
    words.addAll(List.of(more));
    return command(words);
  }

  /** The words of {@code seqlab run}, on this machine unless {@code more} says otherwise. */
  List<String> words(String... more) throws IOException {
    Path study = Files.writeString(home.resolve("study.yaml"), STUDY);
    List<String> words = new ArrayList<>(List.of("run", study.toString(), "--threads", "1"));
    words.addAll(List.of("--out", out().toString()));
    words.addAll(List.of(more));
    return words;
  }

  /** Starts any command, with its output in a new log. */
  Process command(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dseqlab.slurm.poll=1"));
    command.addAll(List.of("-Duser.home=" + home)); // without a site file
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(new File(log().toString())));
    builder.environment().putAll(environment);
    return builder.start();
  }

  int exitCode(Process process) throws Exception {
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s", output()).isTrue();
    return process.exitValue();
  }

  void finish(String... more) throws Exception {
    assertThat(exitCode(start(more))).as("%s", output()).isZero();
  }

  /** The output of a command that must succeed. */
  String run(String... arguments) throws Exception {
    assertThat(exitCode(command(List.of(arguments)))).as("%s", output()).isZero();
    return output();
  }

  /** Requires the weights and predictions that the runs have without a scheduler. */
  void requireSameAs(Path local) throws Exception {
    for (RunKey run : RUNS) {
      for (String file : List.of("checkpoints/latest/model.safetensors", "predictions.tsv")) {
        assertThat(SeqlabProcess.sha256(out().resolve(run.folder()).resolve(file)))
            .as("%s of %s", file, run)
            .isEqualTo(
                SeqlabProcess.sha256(local.resolve("local").resolve(run.folder()).resolve(file)));
      }
    }
  }

  /** The number of arrays that were submitted. */
  long submissions() throws IOException {
    try (Stream<Path> files = Files.list(out().resolve("runs/.slurm"))) {
      return files.filter(f -> Files.exists(f.resolve("submission.json"))).count();
    }
  }
}
