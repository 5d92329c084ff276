package io.seqlab.study.plan;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.storage.IoErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Whether the system can hold the paths of the files of runs. */
public final class PathLengthCheck {
  /** Characters of the longest file name that a run writes, with some more. */
  private static final int LONGEST_NAME = 100;

  private PathLengthCheck() {}

  /**
   * Rejects a folder in which the paths of the runs' files would be too long for the system.
   *
   * @param runs folders of runs, relative to that of the experiment
   */
  public static void require(ExperimentFolder experiment, Collection<String> runs) {
    Optional<Path> longest =
        runs.stream()
            .map(run -> experiment.file(run).resolve("checkpoints").toAbsolutePath())
            .max(Comparator.comparingInt(path -> path.toString().length()));
    if (longest.isEmpty()) {
      return;
    }
    try {
      Files.readAttributes(
          longest.get().resolve("latest").resolve("x".repeat(LONGEST_NAME)),
          BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return; // as expected
    } catch (IOException e) {
      if (IoErrorMessage.of(e).contains("too long")) {
        throw new ConfigException(
            "the path of the output folder is too long: the system cannot hold the files of its runs; choose a shorter one with --out DIR (it begins with %.60s…)"
                .formatted(experiment.path()),
            e);
      }
    }
  }
}
