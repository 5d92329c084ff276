package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.search.Trial;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs that earlier commands saved in an experiment folder.
 *
 * @param chosen values that a search chose, by key, for each variant whose search is finished
 */
public record ExistingRuns(
    StudySpec study, Map<String, Map<String, String>> chosen, ExperimentFolder experiment) {

  /** Number of unfinished runs, estimated without loading data. */
  public long unfinished(Collection<RunKey> selected) throws IOException {
    long unfinished = 0;
    for (RunKey key : selected) {
      unfinished += isDone(key) ? 0 : 1;
    }
    return unfinished;
  }

  private boolean isDone(RunKey key) throws IOException {
    try {
      Optional<RunRecord> record = experiment.run(key).readRecord(key);
      return record.filter(r -> r.result().status() == RunStatus.DONE).isPresent();
    } catch (CorruptFileException e) {
      return false; // it fails when its turn comes
    }
  }

  /**
   * Requires that the folder holds this study: models and seeds may change, task and training may
   * not.
   *
   * @throws ConfigException if task or training differ
   */
  public void requireSameStudy() throws IOException {
    Optional<StudySpec> saved = StudyRuns.saved(experiment);
    if (saved.isEmpty()) {
      return;
    }
    boolean sameTask = saved.get().task().equals(study.task());
    if (!sameTask || !saved.get().training().equals(study.training())) {
      throw new ConfigException(
          "%s is a study with a different %s; rename this study (study: …) or use --out DIR to keep both, or --fresh to replace it"
              .formatted(experiment.file("study.yaml"), sameTask ? "training" : "task"));
    }
  }

  /**
   * Requires that every run in the result tables, selected or not, was trained with the current
   * settings and on the present data, as far as they are loaded. Metrics and probes may change:
   * finished runs are then evaluated again.
   *
   * @param plan the runs to execute
   * @param fresh whether the selected runs are discarded first
   * @throws ConfigException if a run to keep was trained with different settings or on other data
   */
  public void requireSameSettings(StudyPlan plan, boolean fresh) throws IOException {
    Map<RunKey, RunSpec> selected = plan.runs();
    Set<RunKey> others = new LinkedHashSet<>(StudyRuns.keys(study));
    others.removeAll(selected.keySet());
    others.removeIf(key -> !experiment.run(key).hasRecord());
    Set<RunKey> all = new LinkedHashSet<>(others);
    if (!fresh) {
      all.addAll(selected.keySet());
    }
    requireSearched(all);
    Map<RunKey, RunSpec> kept = new LinkedHashMap<>(StudyPlan.runs(study, chosen, others));
    if (!fresh) {
      kept.putAll(selected);
    }
    PresentData present = new PresentData(plan.digests());
    Set<RunKey> unreadable = new HashSet<>();
    for (Map.Entry<RunKey, RunSpec> each : kept.entrySet()) {
      try {
        ExistingRun.of(
            experiment.run(each.getKey()),
            each.getKey(),
            each.getValue(),
            present.of(each.getValue().task()));
      } catch (UnreadableRunException e) {
        unreadable.add(each.getKey()); // fails alone if it is selected; its rows are kept
      }
    }
    requireSameRows(present, unreadable, fresh ? selected.keySet() : Set.of());
  }

  /** Requires that no run was trained before the search for its settings had ended. */
  private void requireSearched(Set<RunKey> kept) throws IOException {
    if (study.search().isEmpty()) {
      return;
    }
    Set<RunKey> rows =
        experiment.readResults().stream().map(RunResult::key).collect(Collectors.toSet());
    for (RunKey key : kept) {
      if (!chosen.containsKey(key.variant())
          && (rows.contains(key) || experiment.run(key).hasRecord())) {
        throw new ConfigException(
            "%s (%s) was trained, but the search of this study for its settings is not finished in %s; restore that file if it lost trials, --fresh replaces the run (unless --only excludes it), --out DIR keeps both"
                .formatted(experiment.path(), key, experiment.file("search.csv")));
      }
    }
  }

  /**
   * Checks rows of results.csv without a readable run folder, as in a fresh clone, against the
   * saved study.
   *
   * @param present the loaded data; others are not compared
   */
  private void requireSameRows(PresentData present, Set<RunKey> unreadable, Set<RunKey> discarded)
      throws IOException {
    Map<RunKey, RunSpec> expected = StudyRuns.specs(study, chosen);
    List<RunKey> rows =
        experiment.readResults().stream()
            .map(RunResult::key)
            .filter(key -> expected.containsKey(key) && !discarded.contains(key))
            .filter(key -> unreadable.contains(key) || !experiment.run(key).hasRecord())
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    Map<RunKey, RunSpec> savedRuns = savedRuns();
    Map<RunKey, DataDigests> data = experiment.readData();
    for (RunKey key : rows) {
      if (!savedRuns.isEmpty() && !savedRuns.containsKey(key)) {
        throw ExistingRun.unknownSettings(experiment, "results.csv", key.toString());
      }
      if (savedRuns.isEmpty() || !savedRuns.get(key).hasSameTraining(expected.get(key))) {
        throw ExistingRun.differentSettings(experiment.file("results.csv") + " (" + key + ")");
      }
      ChangedData.require(
          experiment.file("results.csv") + " (" + key + ")",
          expected.get(key).task(),
          data.getOrDefault(key, DataDigests.UNKNOWN),
          present.of(expected.get(key).task()));
    }
  }

  /** The runs of the saved study; none if widths or the search of this study are others. */
  private Map<RunKey, RunSpec> savedRuns() throws IOException {
    return StudyRuns.saved(experiment)
        .filter(saved -> saved.match().equals(study.match()))
        .filter(saved -> saved.search().equals(study.search()))
        .map(saved -> StudyRuns.specs(saved, chosen))
        .orElse(Map.of());
  }

  /** A warning if the data of some saved runs are unknown, as those of earlier versions. */
  public Optional<String> unknownData() throws IOException {
    Map<RunKey, DataDigests> data = new HashMap<>(experiment.readData());
    Set<RunKey> saved = new LinkedHashSet<>();
    experiment.readResults().forEach(row -> saved.add(row.key()));
    for (RunKey key : StudyRuns.keys(study)) {
      try {
        Optional<RunRecord> record = experiment.run(key).readRecord(key);
        record.ifPresent(r -> data.put(key, r.data()));
        record.ifPresent(r -> saved.add(key));
      } catch (CorruptFileException e) {
        saved.remove(key); // it is told of when its turn comes
      }
    }
    saved.retainAll(StudyRuns.keys(study));
    saved.removeIf(key -> data.getOrDefault(key, DataDigests.UNKNOWN).known());
    return ChangedData.unknown(experiment.path(), saved.stream().map(RunKey::toString).toList());
  }

  /**
   * Requires that the runs which other processes execute now have the same settings in this study.
   *
   * @param listener told for which process this waits
   * @throws ConfigException if one has other settings
   */
  public void requireSameSettingsElsewhere(StudyListener listener) throws IOException {
    Map<RunKey, RunSpec> expected = StudyRuns.specs(study, chosen);
    Map<RunKey, RunSpec> saved = savedRuns();
    List<RunKey> changed =
        expected.keySet().stream()
            .filter(key -> !expected.get(key).equals(saved.get(key)))
            .toList();
    Stream<Path> folders = changed.stream().map(key -> experiment.run(key).path());
    lease(folders, "executes this run with other settings", listener).forEach(FolderLease::close);
  }

  /**
   * Deletes runs and trials of a search, and their rows in the collected tables.
   *
   * @param listener told for which process this waits
   * @throws ConfigException if another process executes one; nothing is deleted then
   */
  public void discard(Set<RunKey> runs, List<Trial> trials, StudyListener listener)
      throws IOException {
    Stream<Path> folders =
        Stream.concat(
            runs.stream().map(key -> experiment.run(key).path()),
            trials.stream().map(trial -> experiment.search().trial(trial).path()));
    List<FolderLease> leases =
        lease(folders, "executes this run, which --fresh would delete", listener);
    try {
      experiment.delete(runs);
      experiment.search().delete(trials, study.training().bestBy());
    } finally {
      leases.forEach(FolderLease::close);
    }
  }

  /** Leases of the folders of runs; without one for a run that has not started. */
  private List<FolderLease> lease(Stream<Path> runs, String reason, StudyListener listener)
      throws IOException {
    List<Path> folders = runs.filter(Files::exists).toList();
    FolderLeases leases = FolderLeases.ofThisProcess();
    for (Path folder : folders) {
      leases.owner(folder); // stale owners are then waited for together, not one after the other
    }
    List<FolderLease> acquired = new ArrayList<>();
    for (Path folder : folders) {
      Optional<FolderLease> lease = leases.acquireUnlessAlive(folder, listener::onWaitingForOwner);
      lease.ifPresent(acquired::add);
      if (lease.isEmpty()) {
        acquired.forEach(FolderLease::close);
        throw new ConfigException(
            "%s: %s %s; wait until it has ended or stop it, or choose another folder with --out DIR"
                .formatted(folder, leases.owner(folder).orElse("another process"), reason));
      }
    }
    return acquired;
  }
}
