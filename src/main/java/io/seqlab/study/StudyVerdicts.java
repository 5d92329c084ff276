package io.seqlab.study;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.study.judge.Evidence;
import io.seqlab.study.judge.Judge;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The verdicts on the claims of a study, from its committed tables. */
public record StudyVerdicts(ExperimentFolder experiment, List<Verdict> verdicts) {
  private static final String STUDY = "study.yaml";

  /** The folders in a folder that have one of the files that only experiments have. */
  public static List<ExperimentFolder> experiments(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      throw new ConfigException("there is no folder " + parent);
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(
              folder ->
                  Stream.of(STUDY, "provenance.json", "registrations.json")
                      .anyMatch(name -> Files.exists(folder.resolve(name))))
          .sorted()
          .map(ExperimentFolder::new)
          .toList();
    }
  }

  /**
   * Warnings: that the folder is skipped, as nothing says that it is an experiment or what its
   * study is, and of files that it lacks.
   */
  public static List<String> warnings(ExperimentFolder experiment) throws IOException {
    if (!Files.exists(experiment.file(STUDY))) {
      return List.of(
          "%s is skipped: it has no study.yaml; restore it, or run its study again with seqlab run"
              .formatted(experiment.path()));
    } else if (!experiment.isMarked()) {
      return List.of(
          "%s is skipped: seqlab run did not write it, as it has no provenance.json, or a damaged one"
              .formatted(experiment.path()));
    }
    return experiment.missing();
  }

  /** The study of an experiment; empty if it is skipped or has no claims. */
  public static Optional<StudySpec> study(ExperimentFolder experiment) throws IOException {
    return experiment.isMarked()
        ? StudyRuns.saved(experiment).filter(study -> !study.claims().isEmpty())
        : Optional.empty();
  }

  /**
   * Tests the claims of a study; writes nothing. The caller holds the lease of the folder.
   *
   * @throws ConfigException if its tables contradict each other
   */
  public static StudyVerdicts judge(ExperimentFolder experiment, StudySpec study)
      throws IOException {
    Evidence evidence = Evidence.read(experiment, study);
    return new StudyVerdicts(experiment, Judge.verdicts(experiment, study, evidence));
  }

  /** Overwrites {@code claims.json}. */
  public void write() throws IOException {
    experiment.writeVerdicts(verdicts);
  }
}
