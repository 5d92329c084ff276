package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import io.seqlab.study.judge.Evidence;
import io.seqlab.study.plan.SearchPlan;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether {@code study.yaml}, which a report prints, and the results of its runs agree. */
public record StudyAgreement(StudySpec study, ExperimentFolder experiment) {
  private static final String SEARCH = "search.csv";

  /**
   * Requires that each run and trial was trained with the settings of the study, and a run with the
   * values that its search chose. Those of a run with a folder are in its {@code run.json}; of one
   * without, only the steps are known. Metrics, probes and options of the report may differ. A
   * damaged {@code run.json}, or one of another version, is not compared. Then requires that tables
   * and outputs agree with each other.
   *
   * @throws ConfigException if not; names the files, the key and both values
   */
  public void require(CollectedTables tables) throws IOException {
    Optional<SearchPlan> plan = SearchPlan.of(study);
    Map<String, Map<String, String>> chosen = Map.of();
    if (plan.isPresent()) {
      ExistingTrials trials = new ExistingTrials(study, plan.get(), experiment);
      requireTrials(trials, tables);
      chosen = trials.results().chosen();
    }
    Map<RunKey, RunSpec> specs = StudyRuns.specs(study, chosen);
    SavedSpecs saves = new SavedSpecs();
    for (Map.Entry<RunKey, RunSpec> each : specs.entrySet()) {
      RunKey key = each.getKey();
      Optional<RunSpec> saved = saved(experiment.run(key), key, saves);
      if (saved.isPresent()) {
        RunSpec expected = each.getValue();
        if (plan.isPresent() && !hasSameTraining(saved.get(), expected)) {
          expected =
              searched(
                  plan.get(), key, saved.get(), Optional.ofNullable(chosen.get(key.variant())));
        }
        requireSame(key, key.toString(), expected, saved.get(), experiment.run(key));
      }
    }
    for (RunResult result : tables.results()) {
      if (specs.containsKey(result.key()) && result.status() == RunStatus.DONE) {
        TrainingSpec training = specs.get(result.key()).training();
        requireSteps(
            result.key(), result.key().toString(), result.steps(), training, "results.csv");
      }
    }
    Evidence.requireAgreement(experiment, tables, study);
  }

  /**
   * Requires that trials have the values, settings and steps of the study, and the data of runs.
   */
  private void requireTrials(ExistingTrials existing, CollectedTables tables) throws IOException {
    for (Map.Entry<Trial, TrialResult> each : existing.contradicting().entrySet()) {
      throw contradiction(
          SEARCH,
          each.getKey().run(),
          each.getKey().name(),
          "%s, but the search of study.yaml has %s"
              .formatted(each.getValue().trial().values(), each.getKey().values()));
    }
    SavedSpecs saves = new SavedSpecs();
    List<TrialResult> trials = existing.results().trials();
    Map<RunKey, RunSpec> specs =
        existing.plan().specs(trials.stream().map(TrialResult::trial).toList());
    for (TrialResult each : trials) {
      RunFolder folder = experiment.search().trial(each.trial());
      RunSpec spec = specs.get(each.trial().key());
      Optional<RunSpec> saved = saved(folder, each.trial().key(), saves);
      if (saved.isPresent()) {
        requireSame(each.trial().run(), each.trial().name(), spec, saved.get(), folder);
      }
      if (each.isScored()) {
        requireSteps(
            each.trial().run(), each.trial().name(), each.steps(), spec.training(), SEARCH);
      }
    }
    if (!PlannedRuns.haveExamplesOfEachSeed(study)) {
      requireSameData(trials, tables.data());
    }
  }

  private void requireSameData(List<TrialResult> trials, Map<RunKey, DataDigests> data) {
    Map<String, RunKey> runs = new HashMap<>();
    StudyRuns.keys(study).stream()
        .filter(data::containsKey)
        .forEach(key -> runs.putIfAbsent(key.variant(), key));
    for (TrialResult each : trials) {
      RunKey run = runs.get(each.trial().run().variant());
      List<String> changed = run == null ? List.of() : each.data().changed(data.get(run));
      if (!changed.isEmpty()) {
        throw contradiction(
            SEARCH,
            each.trial().run(),
            each.trial().name(),
            "other examples of %s than %s, by their digests"
                .formatted(String.join(", ", changed), run));
      }
    }
  }

  /**
   * What a run with other settings than those expected should have had: those of the trial that is
   * nearest to it, if the search did not choose.
   *
   * @throws ConfigException if it has those of a trial that the search did not choose
   */
  private RunSpec searched(
      SearchPlan plan, RunKey key, RunSpec saved, Optional<Map<String, String>> chosen) {
    List<RunSpec> trials = new ArrayList<>();
    for (Map<String, String> values : plan.values()) {
      RunSpec trial = plan.run(key, values);
      if (hasSameTraining(saved, trial) && chosen.isPresent()) {
        throw contradiction(
            SEARCH,
            key,
            key.toString(),
            "%s, but %s in %s"
                .formatted(chosen.get(), values, experiment.run(key).path().resolve("run.json")));
      }
      trials.add(trial);
    }
    return chosen.isPresent()
        ? plan.run(key, chosen.get())
        : Collections.min(trials, Comparator.comparingLong(trial -> differences(trial, saved)));
  }

  private static long differences(RunSpec one, RunSpec other) {
    List<String> lines = lines(other);
    return lines(one).stream().filter(line -> !lines.contains(line)).count();
  }

  private static List<String> lines(RunSpec spec) {
    return ResolvedYaml.write(spec).lines().toList();
  }

  private static Optional<RunSpec> saved(RunFolder folder, RunKey key, SavedSpecs specs)
      throws IOException {
    try {
      return folder.readRecord(key).map(record -> specs.read(record.config()));
    } catch (CorruptFileException | ConfigException e) {
      return Optional.empty();
    }
  }

  private boolean hasSameTraining(RunSpec saved, RunSpec spec) {
    return saved.hasSameTraining(withWidths(spec, saved));
  }

  /** match: changes the widths of the definition, which need the data to be solved again. */
  private RunSpec withWidths(RunSpec spec, RunSpec saved) {
    return study.match().isPresent() ? spec.withDefinition(saved.definition()) : spec;
  }

  private void requireSame(RunKey run, String name, RunSpec spec, RunSpec saved, RunFolder folder) {
    if (!hasSameTraining(saved, spec)) {
      List<String> now = lines(withWidths(spec, saved));
      List<String> then = lines(saved);
      int line = 0;
      String section = "";
      while (line < Math.min(now.size(), then.size()) && now.get(line).equals(then.get(line))) {
        section = now.get(line).startsWith(" ") ? section : now.get(line);
        line++;
      }
      throw contradiction(
          "study.yaml",
          run,
          name,
          "%s %s, but %s in %s"
              .formatted(
                  section, at(now, line), at(then, line), folder.path().resolve("run.json")));
    }
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "nothing";
  }

  private void requireSteps(
      RunKey run, String name, long steps, TrainingSpec training, String table) {
    long budget = training.budget().steps().orElse(steps);
    boolean stoppedEarly = training.patience().isPresent() && steps < budget;
    if (steps != budget && !stoppedEarly) {
      throw contradiction(
          "study.yaml",
          run,
          name,
          "training.budget.steps: %d, but %d steps in %s"
              .formatted(budget, steps, experiment.file(table)));
    }
  }

  private ConfigException contradiction(String file, RunKey run, String name, String reason) {
    String repeat =
        study.search().isPresent()
            ? "study: seqlab run STUDY.yaml --fresh"
            : "run: seqlab run STUDY.yaml --fresh --only '" + run.filter() + "'";
    return new ConfigException(
        "%s contradicts other results: %s has %s. Its tables are unchanged; restore the file, or repeat the %s"
            .formatted(experiment.file(file), name, reason, repeat));
  }
}
