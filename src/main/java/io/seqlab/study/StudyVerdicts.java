package io.seqlab.study;

import io.seqlab.config.StudySpec;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Verdict;
import io.seqlab.study.judge.Evidence;
import io.seqlab.study.judge.Judge;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verdicts on the claims of a study.
 *
 * @param study name of its folder
 */
public record StudyVerdicts(String study, List<Verdict> verdicts) {

  /**
   * Tests the claims of every study in a folder on its committed tables, and overwrites each {@code
   * claims.json}. Studies without claims are skipped.
   */
  public static List<StudyVerdicts> judge(Path experiments) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(experiments)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    List<StudyVerdicts> judged = new ArrayList<>();
    for (Path folder : folders) {
      List<Verdict> verdicts = judge(new ExperimentFolder(folder));
      if (!verdicts.isEmpty()) {
        judged.add(new StudyVerdicts(folder.getFileName().toString(), verdicts));
      }
    }
    return judged;
  }

  private static List<Verdict> judge(ExperimentFolder experiment) throws IOException {
    Optional<StudySpec> study = StudyRuns.saved(experiment);
    if (study.isEmpty() || study.get().claims().isEmpty()) {
      return List.of();
    }
    Evidence evidence = Evidence.read(experiment, StudyRuns.keys(study.get()));
    List<Verdict> verdicts = Judge.verdicts(study.get(), evidence);
    experiment.writeVerdicts(verdicts);
    return verdicts;
  }
}
