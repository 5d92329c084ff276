package io.seqlab.campaign;

import io.seqlab.DefaultSignals;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start SeqLab in a child process.
 *
 * @param classPath of the build to test
 * @param options of the JVM
 */
record SeqlabCommand(String classPath, List<String> options) {
  private static final int TIMEOUT_SECONDS = 240;

  /** What a command printed, and its exit code; −1 if it had to be killed. */
  record Ended(int exit, String out, String err, double seconds) {
    /** Standard output and standard error. */
    String text() {
      return out + err;
    }

    boolean hung() {
      return exit < 0;
    }
  }

  /** A running command. */
  record Started(Process process, Path out, Path err, long nanos) {
    /** Waits for the end; kills the process after the timeout. */
    Ended await(int seconds) throws IOException, InterruptedException {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      double duration = (System.nanoTime() - nanos) / 1e9;
      return new Ended(ended ? process.exitValue() : -1, read(out), read(err), duration);
    }

    Ended await() throws IOException, InterruptedException {
      return await(TIMEOUT_SECONDS);
    }

    private static String read(Path file) throws IOException {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
  }

  /** The build under test: the class path of this JVM, and the launcher's options for a start. */
  static SeqlabCommand built() {
    return new SeqlabCommand(
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)),
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "-Xmx512m"));
  }

  SeqlabCommand with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new SeqlabCommand(classPath, all);
  }

  /** The words that start it. */
  List<String> words(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", classPath, "io.seqlab.cli.Main"));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Starts a command in a folder; its output goes to files beside each other in {@code logs}. */
  Started start(Path folder, Path logs, String... arguments) throws IOException {
    return start(folder, logs, Map.of(), words(arguments));
  }

  /** Starts any words, such as a shell around SeqLab, with changed environment variables. */
  static Started start(Path folder, Path logs, Map<String, String> environment, List<String> words)
      throws IOException {
    Files.createDirectories(logs);
    Path out = Files.createTempFile(logs, "out", ".txt");
    Path err = Files.createTempFile(logs, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(DefaultSignals.command(words)).directory(folder.toFile());
    builder.environment().put("MALLOC_TRIM_THRESHOLD_", "1000000000");
    builder.environment().put("MALLOC_MMAP_MAX_", "0");
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return new Started(process, out, err, System.nanoTime());
  }

  /** Runs a command to its end. */
  Ended run(Path folder, Path logs, String... arguments) throws IOException, InterruptedException {
    return start(folder, logs, arguments).await();
  }
}
