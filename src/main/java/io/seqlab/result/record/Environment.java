package io.seqlab.result.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

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

  /** Variables that git sets for its hooks; they would point git to the repository of the hook. */
  private static final Set<String> OTHER_REPOSITORY =
      Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX");

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
            known -> git(home.get(), "status --porcelain --untracked-files=no -- . :!experiments"));
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

  /** The commit checked out in SeqLab's folder, unless it only lies in another repository. */
  private static Optional<String> commit(Path home) {
    return git(home, "rev-parse --verify --quiet HEAD:./pom.xml")
        .flatMap(tracked -> git(home, "rev-parse HEAD"));
  }

  private static Optional<String> git(Path folder, String arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments.split(" ", -1)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeAll(OTHER_REPOSITORY);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean success = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      return success ? Optional.of(output.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // git is not installed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
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
