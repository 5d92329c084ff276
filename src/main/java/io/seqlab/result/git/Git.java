package io.seqlab.result.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What git says about a folder. */
public final class Git {
  private static final int TIMEOUT_SECONDS = 10;

  /** Variables that git sets for its hooks; they would point git to the repository of the hook. */
  private static final Set<String> OTHER_REPOSITORY =
      Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX");

  private Git() {}

  /** Output of a git command; empty if it fails, or git is not installed. */
  public static Optional<String> run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeAll(OTHER_REPOSITORY);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean success =
          process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      return success ? Optional.of(output.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The commit that a folder has checked out. */
  public static Optional<String> commit(Path folder) {
    return run(folder, "rev-parse", "HEAD");
  }
}
