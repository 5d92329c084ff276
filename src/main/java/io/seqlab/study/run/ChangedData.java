package io.seqlab.study.run;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Split;
import io.seqlab.result.record.DataDigests;
import io.seqlab.study.plan.StudyData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Errors of runs whose task has other examples than before, by their digests. */
final class ChangedData {
  private ChangedData() {}

  /**
   * Requires that a saved run was trained on the present data; unknown data are accepted.
   *
   * @param source the file, and the run, that {@code saved} was read from
   * @throws ConfigException if not; names splits, files and what to do
   */
  static void require(String source, TaskSpec task, DataDigests saved, DataDigests present) {
    List<String> changed = saved.changed(present);
    if (!changed.isEmpty()) {
      throw new ConfigException(
          "%s was trained on other data: %s; %s, --fresh repeats the run on the new data (unless --only excludes it), --out DIR keeps both"
              .formatted(
                  source,
                  text(task, changed),
                  task.isGenerated()
                      ? "the version that provenance.json names generates the earlier examples"
                      : "restore the files to keep the run"));
    }
  }

  /**
   * Requires that the data loaded for a run are those with which the study was started.
   *
   * @throws DataException if not; names splits, files and what to do
   */
  static void require(RunContext run, DataDigests loaded) {
    List<String> changed = run.data().changed(loaded);
    if (!changed.isEmpty()) {
      throw new DataException(
          "the data have changed since the study was started: %s; restore the files and run the study again",
          text(run.spec().task(), changed));
    }
  }

  /** A warning of saved runs or trials whose data are unknown; empty if there are none. */
  static Optional<String> unknown(Path source, List<String> saved) {
    return saved.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: an earlier version saved %s%s without digests of the data; that they are those of today is not verified"
                .formatted(
                    source,
                    saved.get(0),
                    saved.size() > 1 ? " and %d more".formatted(saved.size() - 1) : ""));
  }

  private static String text(TaskSpec task, List<String> changed) {
    List<String> files =
        Stream.of(Split.values())
            .filter(split -> changed.contains(split.key()))
            .flatMap(split -> TaskLoader.files(task, split, StudyData.dataFolders()).stream())
            .distinct()
            .toList();
    return "the examples of %s have changed%s"
        .formatted(
            String.join(", ", changed),
            files.isEmpty() ? "" : " (" + String.join(", ", files) + ")");
  }
}
