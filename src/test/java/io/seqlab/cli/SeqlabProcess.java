package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real seqlab at a study, in a process of its own. */
record SeqlabProcess(Path study, Path log) {

  static SeqlabProcess of(Path home, String study) throws IOException {
    return new SeqlabProcess(
        Files.writeString(home.resolve("study.yaml"), study), home.resolve("log.txt"));
  }

  /** Starts {@code seqlab run} with one thread. */
  Process start(Path out, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", study.toString(), "--threads", "1", "--out", out.toString()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
        .start();
  }

  /** Runs it to its end, which must be a good one. */
  void finish(Path out, String... words) throws IOException, InterruptedException {
    assertThat(exitCode(start(out, words))).as("%s", said()).isZero();
  }

  int exitCode(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s", said()).isTrue();
    return process.exitValue();
  }

  /** All that it has printed so far. */
  String said() throws IOException {
    return Files.readString(log);
  }

  void requireAlive(Process process) throws IOException {
    assertThat(process.isAlive()).as("was over too soon: %s", said()).isTrue();
  }

  /** On POSIX systems the signal is SIGKILL: nothing of the seqlab runs after it. */
  static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
