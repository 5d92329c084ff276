package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.DefaultSignals;
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
import java.util.stream.Stream;

/**
 * {@code seqlab run} of a study in a child process.
 *
 * @param options of the JVM
 */
record SeqlabProcess(Path study, Path log, List<String> options) {

  static SeqlabProcess of(Path home, String study) throws IOException {
    return new SeqlabProcess(
        Files.writeString(home.resolve("study.yaml"), study), home.resolve("log.txt"), List.of());
  }

  /** The same with options of the JVM, and its output in a file of its own. */
  SeqlabProcess with(String name, String... more) {
    return new SeqlabProcess(study, log.resolveSibling(name + ".txt"), List.of(more));
  }

  /** Starts {@code seqlab run} with one thread. */
  Process start(Path out, String... arguments) throws IOException {
    return start(run(out, arguments));
  }

  private List<String> run(Path out, String... arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("run", study.toString(), "--threads", "1", "--out", out.toString()));
    all.addAll(List.of(arguments));
    return all;
  }

  /** Starts any command. */
  Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(DefaultSignals.command(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
        .start();
  }

  /** Runs to the end and requires exit code 0. */
  void finish(Path out, String... arguments) throws IOException, InterruptedException {
    assertThat(exitCode(start(out, arguments))).as("%s", output()).isZero();
  }

  int exitCode(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s", output()).isTrue();
    return process.exitValue();
  }

  /** All output so far. */
  String output() throws IOException {
    return Files.readString(log);
  }

  void requireAlive(Process process) throws IOException {
    assertThat(process.isAlive()).as("ended too early: %s", output()).isTrue();
  }

  /** Kills the process, with SIGKILL on POSIX systems, so that no shutdown hook runs. */
  static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Sends a signal, such as {@code INT}, on POSIX systems. */
  static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
    send(signal, Stream.of(process));
  }

  /** Sends a signal to a process and its workers at once, as a terminal does on Ctrl-C. */
  static void sendAll(String signal, Process process) throws IOException, InterruptedException {
    send(signal, Stream.concat(process.descendants(), Stream.of(process.toHandle())));
  }

  private static void send(String signal, Stream<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(process -> command.add(String.valueOf(process.pid())));
    new ProcessBuilder(command).start().waitFor();
  }

  static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
