package io.seqlab.result.record;

import io.seqlab.result.git.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The code and the machine that produced a result. Text that cannot be determined is {@code
 * unknown}.
 *
 * @param commit git commit of SeqLab's code
 * @param dirty whether tracked files of SeqLab outside {@code experiments} differed from that
 *     commit
 * @param threads threads of the tensor library
 * @param libraries version of each relevant library, by name
 */
public record Environment(
    String commit,
    boolean dirty,
    String java,
    String os,
    String cpu,
    int threads,
    Map<String, String> libraries) {
  private static final String UNKNOWN = "unknown";

  public Environment {
    libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
  }

  /** Reads the environment. */
  public static Environment collect(int threads, Map<String, String> libraries) {
    Optional<Path> home = Optional.ofNullable(System.getProperty("seqlab.home")).map(Path::of);
    return collect(home, threads, libraries);
  }

  /** {@code home} is the folder of SeqLab, if it is known. */
  static Environment collect(Optional<Path> home, int threads, Map<String, String> libraries) {
    Optional<String> commit = home.flatMap(Environment::commit);
    Optional<String> changes =
        commit.flatMap(
            known ->
                Git.run(
                    home.get(),
                    "status",
                    "--porcelain",
                    "--untracked-files=no",
                    "--",
                    ".",
                    ":!experiments"));
    return new Environment(
        commit.orElse(UNKNOWN),
        changes.isPresent() && !changes.get().isEmpty(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        processor(),
        threads,
        libraries);
  }

  /** A copy with another number of threads. */
  public Environment withThreads(int other) {
    return new Environment(commit, dirty, java, os, cpu, other, libraries);
  }

  /** A copy for another machine that executes the same code. */
  public Environment on(Environment machine) {
    return new Environment(
        commit, dirty, machine.java, machine.os, machine.cpu, machine.threads, machine.libraries);
  }

  /** The commit checked out in SeqLab's folder, unless it only lies in another repository. */
  private static Optional<String> commit(Path home) {
    return Git.run(home, "rev-parse", "--verify", "--quiet", "HEAD:./pom.xml")
        .flatMap(tracked -> Git.commit(home));
  }

  /** From /proc/cpuinfo on Linux, an environment variable on Windows; else the architecture. */
  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | UncheckedIOException e) {
      String windows = System.getenv("PROCESSOR_IDENTIFIER");
      return windows != null ? windows : System.getProperty("os.arch");
    }
  }
}
