package io.seqlab.result.file;

import static java.util.stream.Collectors.groupingBy;

import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunData;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Validation;
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
  private final List<RunData> data = new ArrayList<>();
  private final Map<RunKey, RunRecord> records = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private final Set<ElapsedUnit> elapsed;

  /** Reads the tables as they are. */
  RunTables(ExperimentFolder experiment) throws IOException {
    this(experiment, Set.of());
  }

  /**
   * Reads the tables as they are.
   *
   * @param elapsed units of elapsed training to collect at each validation
   */
  RunTables(ExperimentFolder experiment, Set<ElapsedUnit> elapsed) throws IOException {
    this.experiment = experiment;
    this.elapsed = elapsed;
    results = experiment.readResults();
    measures = experiment.readMeasures();
    examples = experiment.readExamples();
    attention = experiment.readAttention();
    experiment.readData().forEach((run, digests) -> data.add(new RunData(run, digests)));
  }

  /** Checks and writes the tables of these runs, then other rows as they are; returns warnings. */
  List<String> collect(List<RunKey> runs, CollectedTables.Check check) throws IOException {
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
    write(all, check);
    return warnings;
  }

  /** Writes the tables without the rows of these runs. */
  void remove(Set<RunKey> runs) throws IOException {
    Set<RunKey> kept = rows();
    kept.removeAll(runs);
    write(kept, tables -> {});
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
  private void write(Set<RunKey> runs, CollectedTables.Check check) throws IOException {
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
    List<RunData> newData = merge(runs, ExperimentFolder.DATA, data, RunData::run, this::data);
    check.accept(
        new CollectedTables(
            newResults,
            newMeasures,
            newExamples,
            newData.stream().collect(Collectors.toMap(RunData::run, RunData::data)),
            records.keySet()));
    warnOfMissing(newResults, newMeasures, newExamples);
    write(ExperimentFolder.RESULTS, newResults, StudyCsvFiles::writeResults);
    write(ExperimentFolder.MEASURES, newMeasures, StudyCsvFiles::writeMeasures);
    writeOrDelete(ExperimentFolder.EXAMPLES, newExamples, StudyCsvFiles::writeExamples);
    writeOrDelete(ExperimentFolder.DATA, newData, Json::write);
    write(ExperimentFolder.ATTENTION, firstSeeds(newAttention), Json::write);
  }

  /** Writes the rows of a table. */
  @FunctionalInterface
  private interface TableWriter<T> {
    void write(Path file, List<T> rows) throws IOException;
  }

  /** Writes a table, unless it is missing and there is nothing to write: it stays missing. */
  private <T> void write(String name, List<T> rows, TableWriter<T> writer) throws IOException {
    if (!rows.isEmpty() || !experiment.manifest().lacks(name)) {
      experiment.manifest().add(List.of(name));
      writer.write(file(name), rows);
    }
  }

  /** Writes a table that an experiment lacks if there are no rows. */
  private <T> void writeOrDelete(String name, List<T> rows, TableWriter<T> writer)
      throws IOException {
    if (!rows.isEmpty()) {
      write(name, rows, writer);
    } else if (Files.exists(file(name))) {
      experiment.manifest().delete(name::equals);
    }
  }

  private List<RunData> data(RunKey key) {
    DataDigests digests = records.get(key).data();
    return digests.known() ? List.of(new RunData(key, digests)) : List.of();
  }

  private List<Measure> measures(RunKey key) throws IOException {
    RunFolder run = experiment.run(key);
    List<Measure> all = new ArrayList<>();
    for (Validation validation : run.readValidations()) {
      all.addAll(validation.measures(key));
      all.addAll(validation.elapsed(key, elapsed));
    }
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
    Set<RunKey> lacking = new LinkedHashSet<>();
    List<T> rows = new ArrayList<>();
    for (RunKey run : runs) {
      List<T> before = kept.getOrDefault(run, List.of());
      boolean deleted = !before.isEmpty() && isDone(run) && !experiment.run(run).has(name);
      if (deleted) {
        lacking.add(run);
      }
      List<T> current = records.containsKey(run) && !deleted ? folder.of(run) : before;
      if (finished.contains(run) && !before.isEmpty() && !before.equals(current)) {
        changed.add(run);
      }
      rows.addAll(current);
    }
    if (!lacking.isEmpty()) {
      warnings.add(
          "folders of finished runs lack the files of %s: %s; its rows are kept"
              .formatted(file(name), list(lacking)));
    }
    if (!changed.isEmpty()) {
      warnings.add(
          "%s differed from the folders of finished runs: %s; it is rewritten from these"
              .formatted(file(name), list(changed)));
    }
    return rows;
  }

  private boolean isDone(RunKey run) {
    return records.containsKey(run) && records.get(run).result().status() == RunStatus.DONE;
  }

  /** Runs that have not changed since a table was written, so that their rows should not either. */
  private Set<RunKey> finishedBefore(String name) throws IOException {
    if (!Files.exists(file(name))) {
      return Set.of();
    }
    Instant written = Files.getLastModifiedTime(file(name)).toInstant();
    return results.stream()
        .filter(row -> row.status() == RunStatus.DONE && isDone(row.key()))
        .map(RunResult::key)
        .filter(key -> records.get(key).updated().isBefore(written))
        .collect(Collectors.toSet());
  }

  /** Warns of rows that finished runs must have; a file without any is told as missing. */
  private void warnOfMissing(
      List<RunResult> all, List<Measure> newMeasures, List<ExampleScore> scores)
      throws IOException {
    Set<RunKey> done = new LinkedHashSet<>();
    all.stream().filter(row -> row.status() == RunStatus.DONE).forEach(row -> done.add(row.key()));
    Set<RunKey> unknown = rows();
    all.forEach(row -> unknown.remove(row.key()));
    if (all.isEmpty() && !experiment.manifest().lacks(ExperimentFolder.RESULTS)) {
      warnings.add(
          "%s has no rows: no run has a result; restore the file, or run the study"
              .formatted(file(ExperimentFolder.RESULTS)));
    }
    warnOfMissing(
        ExperimentFolder.RESULTS, "runs of other tables", unknown, "they are in no table");
    if (!newMeasures.isEmpty() || !experiment.manifest().lacks(ExperimentFolder.MEASURES)) {
      warnOfMissing(
          ExperimentFolder.MEASURES,
          "finished runs",
          without(done, newMeasures, Measure::key),
          "curves and tests lack their measures");
    }
    if (!scores.isEmpty()) {
      warnOfMissing(
          ExperimentFolder.EXAMPLES,
          "finished runs",
          without(done, scores, ExampleScore::key),
          "tests with them know no examples, and their metrics are not verified");
    }
  }

  private static <T> Set<RunKey> without(Set<RunKey> runs, List<T> rows, Function<T, RunKey> key) {
    Set<RunKey> missing = new LinkedHashSet<>(runs);
    rows.forEach(row -> missing.remove(key.apply(row)));
    return missing;
  }

  private void warnOfMissing(String name, String what, Set<RunKey> runs, String effect) {
    if (!runs.isEmpty()) {
      warnings.add(
          "%s has no rows of %s: %s; %s; restore the file, or repeat the runs: seqlab run STUDY.yaml --fresh --only '%s'"
              .formatted(file(name), what, list(runs), effect, runs.iterator().next().filter()));
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
