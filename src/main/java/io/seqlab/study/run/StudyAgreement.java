package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.judge.Evidence;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether {@code study.yaml}, which a report prints, and the results of its runs agree. */
public record StudyAgreement(StudySpec study, ExperimentFolder experiment) {

  /**
   * Requires that each run was trained with the settings of the study. Those of a run with a folder
   * are in its {@code run.json}; of one without, only the steps are known. Metrics, probes and
   * options of the report may differ. A damaged {@code run.json}, or one of another version, is not
   * compared. Then requires that tables and outputs agree with each other.
   *
   * @throws ConfigException if not; names the files, the key and both values
   */
  public void require(CollectedTables tables) throws IOException {
    Map<RunKey, RunSpec> specs = StudyRuns.specs(study);
    for (Map.Entry<RunKey, RunSpec> each : specs.entrySet()) {
      Optional<RunSpec> saved = saved(each.getKey());
      if (saved.isPresent() && study.search().isEmpty()) { // runs have the values it chose
        requireSame(each.getKey(), each.getValue(), saved.get());
      }
    }
    for (RunResult result : tables.results()) {
      if (specs.containsKey(result.key()) && result.status() == RunStatus.DONE) {
        requireSteps(result, specs.get(result.key()).training());
      }
    }
    Evidence.requireAgreement(experiment, tables, study);
  }

  private Optional<RunSpec> saved(RunKey key) throws IOException {
    try {
      Optional<RunRecord> record = experiment.run(key).readRecord(key);
      return record.map(each -> SpecReader.read(each.config(), "config", RunSpec.class));
    } catch (CorruptFileException | ConfigException e) {
      return Optional.empty();
    }
  }

  private void requireSame(RunKey key, RunSpec spec, RunSpec saved) {
    // match: changes the widths of the definition, which need the data to be solved again
    RunSpec expected = study.match().isPresent() ? spec.withDefinition(saved.definition()) : spec;
    if (!saved.hasSameTraining(expected)) {
      List<String> now = ResolvedYaml.write(expected).lines().toList();
      List<String> then = ResolvedYaml.write(saved).lines().toList();
      int line = 0;
      String section = "";
      while (line < Math.min(now.size(), then.size()) && now.get(line).equals(then.get(line))) {
        section = now.get(line).startsWith(" ") ? section : now.get(line);
        line++;
      }
      throw contradiction(
          key,
          "%s %s, but %s in %s"
              .formatted(
                  section,
                  at(now, line),
                  at(then, line),
                  experiment.run(key).path().resolve("run.json")));
    }
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "nothing";
  }

  private void requireSteps(RunResult result, TrainingSpec training) {
    long budget = training.budget().steps().orElse(result.steps());
    boolean stoppedEarly = training.patience().isPresent() && result.steps() < budget;
    if (result.steps() != budget && !stoppedEarly) {
      throw contradiction(
          result.key(),
          "training.budget.steps: %d, but %d steps in %s"
              .formatted(budget, result.steps(), experiment.file("results.csv")));
    }
  }

  private ConfigException contradiction(RunKey key, String reason) {
    return new ConfigException(
        "%s contradicts other results: %s has %s. Nothing was written; restore the file, or repeat the run: seqlab run STUDY.yaml --fresh --only '%s'"
            .formatted(experiment.file("study.yaml"), key, reason, key.filter()));
  }
}
