package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.result.file.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import io.seqlab.study.plan.SearchPlan;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trials of a search that are finished: in their folders or, as in a fresh clone, in {@code
 * search.csv}.
 */
public record ExistingTrials(StudySpec study, SearchPlan plan, ExperimentFolder experiment) {

  /** The results of every finished trial, in the order of rungs, variants, numbers and seeds. */
  public SearchResults results() throws IOException {
    Map<Trial, TrialResult> rows = rows();
    String by = study.training().bestBy().key();
    SearchResults results = SearchResults.of(study, List.of());
    for (int rung = 0; rung < plan.search().rungs().size(); rung++) {
      List<TrialResult> all = new ArrayList<>(results.trials());
      for (Trial trial : trials(results, rung)) {
        Optional<RunRecord> record = record(trial);
        if (record.isPresent()) {
          record
              .map(RunRecord::result)
              .filter(result -> result.status() == RunStatus.DONE)
              .map(
                  result ->
                      new TrialResult(
                          trial,
                          result.metrics().getOrDefault(by, Double.NaN),
                          result.steps(),
                          result.seconds()))
              .ifPresent(all::add);
        } else if (rows.containsKey(trial)) {
          all.add(rows.get(trial));
        }
      }
      results = SearchResults.of(study, all);
    }
    return results;
  }

  /** The trials of a rung, of the variants whose rung before is finished. */
  public List<Trial> trials(SearchResults results, int rung) {
    List<Trial> trials = new ArrayList<>();
    for (String variant : plan.variants().keySet()) {
      results
          .numbers(variant, rung)
          .ifPresent(numbers -> trials.addAll(plan.trials(variant, rung, numbers)));
    }
    return trials;
  }

  private Map<Trial, TrialResult> rows() throws IOException {
    Map<Trial, TrialResult> rows = new HashMap<>();
    experiment.search().read().forEach(row -> rows.put(row.trial(), row));
    return rows;
  }

  /** The record of a trial; empty if it was not started or is damaged: it is then repeated. */
  private Optional<RunRecord> record(Trial trial) throws IOException {
    try {
      return experiment.search().trial(trial).readRecord(trial.key());
    } catch (CorruptFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Requires that finished trials were trained with the current settings.
   *
   * @param trials to check
   * @param trialPlan of these trials, with matched widths
   * @throws ConfigException if one was trained with others
   */
  public void requireSameSettings(List<Trial> trials, StudyPlan trialPlan) throws IOException {
    Map<Trial, TrialResult> rows = rows();
    Map<TaskSpec, DataDigests> present = trialPlan.digests();
    List<Trial> inRows = new ArrayList<>();
    for (Trial trial : trials) {
      try {
        RunSpec spec = trialPlan.runs().get(trial.key());
        Optional<ExistingRun> existing =
            ExistingRun.of(
                experiment.search().trial(trial), trial.key(), spec, present.get(spec.task()));
        if (existing.isEmpty() && rows.containsKey(trial)) {
          inRows.add(trial);
        }
      } catch (UnreadableRunException e) {
        // It fails when its turn comes.
      }
    }
    if (!inRows.isEmpty()) {
      requireSameRows(inRows);
    }
  }

  /** Checks rows of search.csv without a run folder against the saved study. */
  private void requireSameRows(List<Trial> trials) throws IOException {
    Optional<StudySpec> saved =
        StudyRuns.saved(experiment)
            .filter(s -> s.match().equals(study.match()))
            .filter(s -> s.search().isPresent());
    Map<RunKey, RunSpec> expected = plan.specs(trials);
    for (Trial trial : trials) {
      boolean same =
          saved
              .flatMap(SearchPlan::of)
              .filter(old -> old.variants().containsKey(trial.run().variant()))
              .map(old -> old.specs(List.of(trial)))
              .filter(specs -> specs.get(trial.key()).equals(expected.get(trial.key())))
              .isPresent();
      if (!same) {
        throw ExistingRun.differentSettings(
            experiment.file("search.csv") + " (" + trial.key() + ")");
      }
    }
  }

  /** Writes {@code search.csv}. The caller holds the lease of the folder. */
  public static void collect(StudySpec study, ExperimentFolder experiment) throws IOException {
    Optional<SearchPlan> plan = SearchPlan.of(study);
    experiment
        .search()
        .write(
            plan.isPresent()
                ? new ExistingTrials(study, plan.get(), experiment).results().trials()
                : List.of());
  }
}
