package io.seqlab.study;

import io.seqlab.config.StudySpec;
import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.HandinFile;
import io.seqlab.result.file.SampleFile;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Sample;
import io.seqlab.study.judge.Judge;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.ExistingTrials;
import io.seqlab.study.run.StudyAgreement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The results of a study: tables, verdicts and the hand-in, from the files of its runs. */
public final class StudyResults {
  private StudyResults() {}

  /**
   * Collects the files of all runs into the tables of the {@link ExperimentFolder}, and tests the
   * claims on them. The caller holds the lease of the folder.
   *
   * @return warnings about runs and rows that the tables lack
   */
  public static List<String> collect(StudySpec study, ExperimentFolder experiment)
      throws IOException {
    List<RunKey> keys = StudyRuns.keys(study);
    boolean textIsFree = study.task().isGenerated();
    Optional<List<Sample>> samples =
        textIsFree ? new SampleFile(experiment).find(keys) : Optional.empty();
    Set<ElapsedUnit> elapsed = study.handin().map(HandinSpec::elapsedUnits).orElse(Set.of());
    List<CollectedTables> collected = new ArrayList<>();
    List<String> warnings =
        experiment.collect(
            keys,
            elapsed,
            textIsFree,
            tables -> {
              new StudyAgreement(study, experiment).require(tables);
              collected.add(tables);
            });
    CollectedTables tables = collected.get(0);
    Set<String> foreign = new TreeSet<>();
    tables.measures().forEach(measure -> foreign.add(measure.measure()));
    foreign.removeAll(study.measures().definitions().keySet());
    elapsed.forEach(unit -> foreign.remove(unit.measure()));
    if (!foreign.isEmpty()) {
      warnings.add(
          "%s has measures that the study does not have: %s; they are kept and shown"
              .formatted(experiment.file("measures.csv"), String.join(", ", foreign)));
    }
    if (samples.isPresent()) {
      new SampleFile(experiment).write(samples.get());
    }
    if (study.handin().isPresent()) {
      new HandinFile(experiment).collect(keys, study.handin().get(), textIsFree);
    }
    warnings.addAll(ExistingTrials.collect(study, experiment));
    Judge.write(experiment, study, tables);
    warnings.addAll(experiment.missing());
    return warnings;
  }
}
