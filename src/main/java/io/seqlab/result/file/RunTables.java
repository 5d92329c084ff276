package io.seqlab.result.file;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Aggregates run folders into the tables of an experiment: {@link ExperimentFolder#collect}. */
final class RunTables {
  private final ExperimentFolder experiment;
  private final List<RunResult> results;
  private final List<Measure> measures;
  private final List<ExampleScore> examples;
  private final List<RunAttention> attention;
  private final Map<RunKey, RunRecord> records = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /** Reads the tables as they are. */
  RunTables(ExperimentFolder experiment) throws IOException {
    this.experiment = experiment;
    results = experiment.readResults();
    measures = experiment.readMeasures();
    examples = experiment.readExamples();
    attention = experiment.readAttention();
  }

  /** Writes the tables of these runs, then other rows as they are; returns warnings. */
  List<String> collect(List<RunKey> runs) throws IOException {
    for (RunKey key : runs) {
      RunFolder folder = experiment.run(key);
      try {
        folder.readRecord(key).ifPresent(record -> records.put(key, record));
      } catch (CorruptFileException e) {
        warnings.add(
            "%s/run.json is damaged or of another version (%s); the rows of the run are kept"
                .formatted(folder.path(), e.reason()));
      }
    }
    Set<RunKey> others = rows();
    others.removeAll(runs);
    if (!others.isEmpty()) {
      warnings.add(
          "%s has rows of runs that the study does not have: %s; they are kept, and are in no table"
              .formatted(file(ExperimentFolder.RESULTS), list(others)));
    }
    Set<RunKey> all = new LinkedHashSet<>(runs);
    all.addAll(others);
    write(all);
    return warnings;
  }

  /** Writes the tables without the rows of these runs. */
  void remove(Set<RunKey> runs) throws IOException {
    Set<RunKey> kept = rows();
    kept.removeAll(runs);
    write(kept);
  }

  /** The runs that have rows in the tables. */
  private Set<RunKey> rows() {
    Set<RunKey> keys = new LinkedHashSet<>();
    results.forEach(row -> keys.add(row.key()));
    measures.forEach(row -> keys.add(row.key()));
    examples.forEach(row -> keys.add(row.key()));
    attention.forEach(map -> keys.add(map.run()));
    return keys;
  }

  /** Writes the tables: from the folder of a run with a record, else from its rows. */
  private void write(Set<RunKey> runs) throws IOException {
    List<RunResult> newResults =
        merge(
            runs,
            ExperimentFolder.RESULTS,
            results,
            RunResult::key,
            key -> List.of(records.get(key).result()));
    List<Measure> newMeasures =
        merge(runs, ExperimentFolder.MEASURES, measures, Measure::key, this::measures);
    List<ExampleScore> newExamples =
        merge(
            runs,
            ExperimentFolder.EXAMPLES,
            examples,
            ExampleScore::key,
            key -> experiment.run(key).readExamples(key));
    List<RunAttention> newAttention =
        merge(runs, ExperimentFolder.ATTENTION, attention, RunAttention::run, this::attention);
    warnOfMissing(newResults, newExamples);
    Manifest manifest = experiment.manifest();
    manifest.add(
        List.of(ExperimentFolder.RESULTS, ExperimentFolder.MEASURES, ExperimentFolder.ATTENTION));
    StudyCsvFiles.writeResults(file(ExperimentFolder.RESULTS), newResults);
    StudyCsvFiles.writeMeasures(file(ExperimentFolder.MEASURES), newMeasures);
    if (newExamples.isEmpty()) {
      manifest.delete(ExperimentFolder.EXAMPLES::equals);
    } else {
      manifest.add(List.of(ExperimentFolder.EXAMPLES));
      StudyCsvFiles.writeExamples(file(ExperimentFolder.EXAMPLES), newExamples);
    }
    Json.write(file(ExperimentFolder.ATTENTION), firstSeeds(newAttention));
  }

  private List<Measure> measures(RunKey key) throws IOException {
    RunFolder run = experiment.run(key);
    List<Measure> all = new ArrayList<>();
    run.readValidations().forEach(validation -> all.addAll(validation.measures(key)));
    all.addAll(run.readMeasures(key));
    return all;
  }

  private List<RunAttention> attention(RunKey key) throws IOException {
    return experiment.run(key).readAttention().stream()
        .map(map -> new RunAttention(key, map))
        .toList();
  }

  /** The rows in the folder of a run. */
  @FunctionalInterface
  private interface FolderRows<T> {
    List<T> of(RunKey run) throws IOException;
  }

  /** The rows of each run, from its folder or else as they are. */
  private <T> List<T> merge(
      Set<RunKey> runs, String name, List<T> old, Function<T, RunKey> key, FolderRows<T> folder)
      throws IOException {
    Map<RunKey, List<T>> kept = old.stream().collect(groupingBy(key));
    Set<RunKey> finished = finishedBefore(name);
    Set<RunKey> changed = new LinkedHashSet<>();
    List<T> rows = new ArrayList<>();
    for (RunKey run : runs) {
      List<T> before = kept.getOrDefault(run, List.of());
      List<T> current = records.containsKey(run) ? folder.of(run) : before;
      if (finished.contains(run) && !before.isEmpty() && !before.equals(current)) {
        changed.add(run);
      }
      rows.addAll(current);
    }
    if (!changed.isEmpty()) {
      warnings.add(
          "%s differed from the folders of finished runs: %s; it is rewritten from these"
              .formatted(file(name), list(changed)));
    }
    return rows;
  }

  /** Runs that have not changed since a table was written, so that their rows should not either. */
  private Set<RunKey> finishedBefore(String name) throws IOException {
    if (!Files.exists(file(name))) {
      return Set.of();
    }
    Instant written = Files.getLastModifiedTime(file(name)).toInstant();
    return results.stream()
        .filter(row -> row.status() == RunStatus.DONE && records.containsKey(row.key()))
        .map(RunResult::key)
        .filter(key -> records.get(key).result().status() == RunStatus.DONE)
        .filter(key -> records.get(key).updated().isBefore(written))
        .collect(Collectors.toSet());
  }

  /** Claims are tested on the examples of all runs or of none. */
  private void warnOfMissing(List<RunResult> all, List<ExampleScore> scores) {
    Map<RunKey, RunStatus> missing = all.stream().collect(toMap(RunResult::key, RunResult::status));
    missing.values().removeIf(status -> status != RunStatus.DONE);
    scores.forEach(score -> missing.remove(score.key()));
    if (!scores.isEmpty() && !missing.isEmpty()) {
      List<RunKey> inOrder = all.stream().map(RunResult::key).filter(missing::containsKey).toList();
      warnings.add(
          "%s has no rows of finished runs: %s; tests with them know no examples; restore the file, or repeat the runs: seqlab run STUDY.yaml --fresh --only '%s'"
              .formatted(file(ExperimentFolder.EXAMPLES), list(inOrder), inOrder.get(0).filter()));
    }
  }

  /** The first of some runs, and the number of the others. */
  private static String list(Collection<RunKey> runs) {
    return runs.iterator().next()
        + (runs.size() > 1 ? ", and %d more".formatted(runs.size() - 1) : "");
  }

  private Path file(String name) {
    return experiment.file(name);
  }

  private static List<RunAttention> firstSeeds(List<RunAttention> all) {
    Set<List<Object>> seen = new HashSet<>();
    Set<RunKey> chosen = new HashSet<>();
    for (RunAttention each : all) {
      if (seen.add(List.of(each.run().model(), each.run().grid()))) {
        chosen.add(each.run());
      }
    }
    return all.stream().filter(each -> chosen.contains(each.run())).toList();
  }
}
