package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import io.seqlab.study.plan.SearchPlan;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The trials of a search that are finished: in their folders or, as in a fresh clone, in {@code
 * search.csv}.
 */
public record ExistingTrials(StudySpec study, SearchPlan plan, ExperimentFolder experiment) {
  private static final String SEARCH = "search.csv";

  /** The results of every finished trial, in the order of rungs, variants, numbers and seeds. */
  public SearchResults results() throws IOException {
    return results(rows());
  }

  private SearchResults results(SearchRows rows) throws IOException {
    String by = study.training().bestBy().key();
    List<TrialResult> all = new ArrayList<>();
    for (Trial trial : all()) {
      Optional<RunRecord> record = record(trial);
      if (record.isPresent()) {
        RunResult result = record.get().result();
        if (result.status() == RunStatus.DONE) {
          double score = result.metrics().getOrDefault(by, Double.NaN);
          all.add(
              new TrialResult(trial, score, result.steps(), result.seconds(), record.get().data()));
        }
      } else if (rows.known().containsKey(trial)) {
        all.add(rows.known().get(trial));
      }
    }
    return SearchResults.of(study, all);
  }

  /** Every trial that may be saved. */
  private List<Trial> all() {
    return plan.possible(variant -> true);
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

  private SearchRows rows() throws IOException {
    return SearchRows.read(study, Optional.of(plan), experiment);
  }

  /** The record of a trial; empty if it was not started or is damaged: it is then repeated. */
  private Optional<RunRecord> record(Trial trial) throws IOException {
    try {
      return experiment.search().trial(trial).readRecord(trial.key());
    } catch (CorruptFileException e) {
      return Optional.empty();
    }
  }

  /** The rows of trials without a folder that have other values in this study. */
  Map<Trial, TrialResult> contradicting() throws IOException {
    Map<Trial, TrialResult> rows = new LinkedHashMap<>();
    for (Map.Entry<Trial, TrialResult> each : rows().contradicting().entrySet()) {
      if (record(each.getKey()).isEmpty()) {
        rows.put(each.getKey(), each.getValue());
      }
    }
    return rows;
  }

  /**
   * Requires that trials have the values of this study.
   *
   * @param kept variants whose search is not discarded
   * @throws ConfigException if one has others
   */
  public void requirePlannedValues(Predicate<String> kept) throws IOException {
    for (TrialResult row : contradicting().values()) {
      if (kept.test(row.trial().run().variant())) {
        throw ExistingRun.differentSettings(source(row.trial()));
      }
    }
  }

  /**
   * Requires that finished trials were trained with the current settings, on the present data.
   *
   * @param trials to check
   * @param trialPlan of these trials, with matched widths
   * @throws ConfigException if one was trained with others
   */
  public void requireSameSettings(List<Trial> trials, StudyPlan trialPlan) throws IOException {
    Map<Trial, TrialResult> rows = rows().known();
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
    for (Trial trial : inRows) {
      TaskSpec task = trialPlan.runs().get(trial.key()).task();
      ChangedData.require(source(trial), task, rows.get(trial).data(), present.get(task));
    }
  }

  /** Checks rows of search.csv without a run folder against the saved study. */
  private void requireSameRows(List<Trial> trials) throws IOException {
    Optional<SearchPlan> saved =
        StudyRuns.saved(experiment)
            .filter(s -> s.match().equals(study.match()))
            .flatMap(SearchPlan::of);
    Map<RunKey, RunSpec> expected = plan.specs(trials);
    for (Trial trial : trials) {
      if (saved.isPresent() && !saved.get().variants().containsKey(trial.run().variant())) {
        throw ExistingRun.unknownSettings(experiment, SEARCH, trial.name());
      }
      boolean same =
          saved
              .map(old -> old.specs(List.of(trial)).get(trial.key()))
              .filter(expected.get(trial.key())::equals)
              .isPresent();
      if (!same) {
        throw ExistingRun.differentSettings(source(trial));
      }
    }
  }

  private String source(Trial trial) {
    return experiment.file(SEARCH) + " (" + trial.name() + ")";
  }

  /** A warning if the data of some finished trials are unknown, as those of earlier versions. */
  public Optional<String> unknownData() throws IOException {
    return ChangedData.unknown(
        experiment.file(SEARCH),
        results().trials().stream()
            .filter(each -> !each.data().known())
            .map(each -> each.trial().name())
            .toList());
  }

  /**
   * Writes {@code search.csv}: the trials of the study from their folders or else their rows, then
   * rows of other trials as they are. The caller holds the lease of the folder.
   *
   * @return warnings: rows that are foreign, changed or missing
   */
  public static List<String> collect(StudySpec study, ExperimentFolder experiment)
      throws IOException {
    Optional<SearchPlan> plan = SearchPlan.of(study);
    SearchRows rows = SearchRows.read(study, plan, experiment);
    List<String> warnings = new ArrayList<>();
    if (!rows.foreign().isEmpty()) {
      warnings.add(
          "%s has trials that the study does not have: %s; they are kept, and are in no table"
              .formatted(experiment.file(SEARCH), list(names(rows.foreign()))));
    }
    if (plan.isPresent()) {
      new ExistingTrials(study, plan.get(), experiment).collect(rows, warnings);
    }
    return warnings;
  }

  private void collect(SearchRows rows, List<String> warnings) throws IOException {
    SearchResults results = results(rows);
    Map<Trial, TrialResult> current = new LinkedHashMap<>();
    results.trials().forEach(each -> current.put(each.trial(), each));
    List<TrialResult> changed = new ArrayList<>();
    for (TrialResult row : rows.known().values()) {
      if (!row.hasSameScore(current.get(row.trial()))) {
        changed.add(row);
      }
    }
    rows.contradicting().keySet().retainAll(current.keySet());
    changed.addAll(rows.contradicting().values());
    if (!changed.isEmpty()) {
      warnings.add(
          "%s differed from the folders of trials: %s; it is rewritten from these"
              .formatted(experiment.file(SEARCH), list(names(changed))));
    }
    warnOfMissing(results, warnings);
    List<TrialResult> all = new ArrayList<>(results.trials());
    all.addAll(rows.foreign());
    experiment.search().write(all);
  }

  /** Warns of finished runs whose search is not in the table; a missing file is told as such. */
  private void warnOfMissing(SearchResults results, List<String> warnings) throws IOException {
    List<String> variants =
        experiment.readResults().stream()
            .filter(row -> row.status() == RunStatus.DONE)
            .map(row -> row.key().variant())
            .distinct()
            .filter(plan.variants()::containsKey)
            .filter(variant -> !results.isFinished(variant))
            .toList();
    boolean present = Files.exists(experiment.file(SEARCH)) || !results.trials().isEmpty();
    if (present && !variants.isEmpty()) {
      warnings.add(
          "%s lacks trials of models with finished runs: %s; the values that their search chose are not known; restore the file, or repeat the study: seqlab run STUDY.yaml --fresh"
              .formatted(experiment.file(SEARCH), list(variants)));
    }
  }

  private static List<String> names(List<TrialResult> rows) {
    return rows.stream().map(row -> row.trial().name()).toList();
  }

  /** The first of some names, and the number of the others. */
  private static String list(List<String> names) {
    return names.get(0) + (names.size() > 1 ? ", and %d more".formatted(names.size() - 1) : "");
  }
}
