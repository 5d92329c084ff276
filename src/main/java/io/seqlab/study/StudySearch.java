package io.seqlab.study;

import io.seqlab.config.StudySpec;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.search.SearchEdge;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.plan.SearchPlan;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.ExistingTrials;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The search of a study: executes its unfinished trials, and chooses the values of its runs. */
final class StudySearch {
  private final StudySpec study;
  private final SearchPlan plan;
  private final ExistingTrials existing;
  private final Set<String> selected;
  private final Set<String> discarded;

  /**
   * The search of a study; empty if it has none.
   *
   * @param runs selected runs; only their variants are searched
   * @param fresh whether the trials of variants whose runs are all selected are discarded first
   */
  static Optional<StudySearch> of(
      StudySpec study, ExperimentFolder experiment, Set<RunKey> runs, boolean fresh) {
    return SearchPlan.of(study)
        .map(
            plan ->
                new StudySearch(
                    study, plan, new ExistingTrials(study, plan, experiment), runs, fresh));
  }

  private StudySearch(
      StudySpec study, SearchPlan plan, ExistingTrials existing, Set<RunKey> runs, boolean fresh) {
    this.study = study;
    this.plan = plan;
    this.existing = existing;
    Map<String, Long> counts =
        runs.stream().collect(Collectors.groupingBy(RunKey::variant, Collectors.counting()));
    selected = counts.keySet();
    discarded =
        counts.keySet().stream()
            .filter(variant -> fresh && counts.get(variant) == study.seeds().all().size())
            .collect(Collectors.toSet());
  }

  /** The folders of trials, relative to that of the study. */
  List<String> folders() {
    return plan.possible(selected::contains).stream().map(Trial::folder).toList();
  }

  /** The number of trials that are not finished, at most. */
  long unfinished() throws IOException {
    SearchResults results = existing.results();
    long unfinished =
        selected.stream()
            .filter(variant -> discarded.contains(variant) || !results.isFinished(variant))
            .count();
    return unfinished * plan.search().runCount();
  }

  /** The trials of the first rung, which need the most memory. */
  StudyPlan firstTrials(StudyPlan runs) {
    return runs.trials(study, plan.specs(plan.first(selected::contains)));
  }

  /**
   * Requires that the trials which are kept were trained with the current settings, on the present
   * data.
   *
   * @throws io.seqlab.config.schema.ConfigException if one was not
   */
  void requireSameSettings(StudyPlan runs) throws IOException {
    List<Trial> kept =
        plan.possible(variant -> selected.contains(variant) && !discarded.contains(variant));
    existing.requirePlannedValues(variant -> !discarded.contains(variant));
    existing.requireSameSettings(kept, runs.trials(study, plan.specs(kept)));
  }

  /** A warning if the data of some finished trials are unknown, as those of earlier versions. */
  Optional<String> unknownData() throws IOException {
    return existing.unknownData();
  }

  /** The values of each variant whose search is finished and not discarded, by key. */
  Map<String, Map<String, String>> chosen() throws IOException {
    Map<String, Map<String, String>> chosen = new LinkedHashMap<>(existing.results().chosen());
    chosen.keySet().removeAll(discarded);
    return chosen;
  }

  /** The trials that are discarded first. */
  List<Trial> discarded() {
    return plan.possible(discarded::contains);
  }

  /**
   * Executes the unfinished trials, rung after rung, and writes {@code search.csv}.
   *
   * @param runs the plan of the runs, whose data the trials share
   * @param stopped whether the command ends before all trials have ended
   * @return the failures of trials; a trial that diverges is none
   */
  List<Failure> run(StudyPlan runs, Rounds rounds, BooleanSupplier stopped) throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (int rung = 0; rung < plan.search().rungs().size(); rung++) {
      Map<RunKey, Trial> pending = new LinkedHashMap<>();
      unfinished(rung).forEach(trial -> pending.put(trial.key(), trial));
      StudyPlan trials = runs.trials(study, plan.specs(List.copyOf(pending.values())));
      failures.addAll(
          rounds.execute(trials, key -> existing.experiment().search().trial(pending.get(key))));
      if (stopped.getAsBoolean()) {
        break;
      }
      if (!pending.isEmpty()) {
        collect(rounds.listener());
      }
    }
    return failures;
  }

  private List<Trial> unfinished(int rung) throws IOException {
    SearchResults results = existing.results();
    Set<Trial> done = results.trials().stream().map(TrialResult::trial).collect(Collectors.toSet());
    return existing.trials(results, rung).stream()
        .filter(trial -> selected.contains(trial.run().variant()) && !done.contains(trial))
        .toList();
  }

  private void collect(StudyListener listener) throws IOException {
    ExperimentFolder experiment = existing.experiment();
    FolderLease lease =
        FolderLeases.ofThisProcess().acquire(experiment.path(), listener::onWaitingForTables);
    try {
      ExistingTrials.collect(StudyRuns.saved(experiment).orElse(study), experiment)
          .forEach(listener::onWarning);
    } finally {
      lease.close();
    }
  }

  /**
   * The best values of each selected variant, by key.
   *
   * @param failures receives the variants without any
   */
  Map<String, Map<String, String>> choose(StudyListener listener, List<Failure> failures)
      throws IOException {
    SearchResults results = existing.results();
    Map<String, Map<String, String>> chosen = new LinkedHashMap<>();
    for (String variant : plan.variants().keySet()) {
      Optional<SearchResults.Scored> best = results.best(variant);
      if (selected.contains(variant) && best.isPresent()) {
        chosen.put(variant, best.get().values());
        listener.onChosen(variant, best.get(), results.by());
        SearchEdge.of(results, variant).forEach(edge -> listener.onWarning(edge.toString()));
      } else if (selected.contains(variant) && results.isFinished(variant)) {
        failures.add(allDiverged(variant));
        listener.onWarning(failures.get(failures.size() - 1).message());
      }
    }
    return chosen;
  }

  private Failure allDiverged(String variant) {
    return new Failure(
        "%s: training diverged in every trial of the search, so no values can be chosen and it has no runs; search over lower learning rates or longer warm-up"
            .formatted(variant),
        false);
  }
}
