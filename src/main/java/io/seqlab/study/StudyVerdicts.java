package io.seqlab.study;

import io.seqlab.config.StudySpec;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Verdict;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.judge.Evidence;
import io.seqlab.study.judge.Judge;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The verdicts on the claims of a study.
 *
 * @param study name of its folder
 */
public record StudyVerdicts(String study, List<Verdict> verdicts) {

  /**
   * Tests the claims of every study in a folder on its committed tables, and overwrites each {@code
   * claims.json}. Studies without claims, and folders that seqlab run did not write, are skipped.
   *
   * @param notice told of a process that writes the tables of a study, if it takes long
   */
  public static List<StudyVerdicts> judge(Path experiments, Consumer<String> notice)
      throws IOException {
    List<StudyVerdicts> judged = new ArrayList<>();
    for (Path folder : studies(experiments)) {
      List<Verdict> verdicts = judge(new ExperimentFolder(folder), notice);
      if (!verdicts.isEmpty()) {
        judged.add(new StudyVerdicts(folder.getFileName().toString(), verdicts));
      }
    }
    return judged;
  }

  /**
   * Warnings: studies that are skipped, as nothing says that they are experiments, and files that
   * experiments lack.
   */
  public static List<String> warnings(Path experiments) throws IOException {
    List<String> warnings = new ArrayList<>();
    for (Path folder : studies(experiments)) {
      ExperimentFolder experiment = new ExperimentFolder(folder);
      if (experiment.isMarked()) {
        warnings.addAll(experiment.missing());
      } else {
        warnings.add(
            "%s is skipped: seqlab run did not write it, as it has no provenance.json, or a damaged one"
                .formatted(folder));
      }
    }
    return warnings;
  }

  private static List<Path> studies(Path experiments) throws IOException {
    try (Stream<Path> all = Files.list(experiments)) {
      return all.filter(folder -> Files.exists(folder.resolve("study.yaml"))).sorted().toList();
    }
  }

  private static List<Verdict> judge(ExperimentFolder experiment, Consumer<String> notice)
      throws IOException {
    if (!experiment.isMarked()) {
      return List.of();
    }
    Optional<StudySpec> study = StudyRuns.saved(experiment);
    if (study.isEmpty() || study.get().claims().isEmpty()) {
      return List.of();
    }
    FolderLease lease = FolderLeases.ofThisProcess().acquire(experiment.path(), notice);
    try {
      Evidence evidence = Evidence.read(experiment, study.get());
      return Judge.writeVerdicts(experiment, study.get(), evidence);
    } finally {
      lease.close();
    }
  }
}
