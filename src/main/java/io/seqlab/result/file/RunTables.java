package io.seqlab.result.file;

import static java.util.stream.Collectors.groupingBy;

import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.delimited.ExampleCsvFile;
import io.seqlab.result.delimited.StudyCsvFiles;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.ExampleScores;
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
  private final List<ExampleScores> examples;
  private final List<RunAttention> attention;
  private final List<RunData> data = new ArrayList<>();
  private final Map<RunKey, RunRecord> records = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private final Set<ElapsedUnit> elapsed;
  private ExampleScores previous;

  private final boolean textIsFree;

  /** Reads the tables as they are. */
  RunTables(ExperimentFolder experiment) throws IOException {
    this(experiment, Set.of(), true);
  }

  /**
   * Reads the tables as they are.
   *
   * @param elapsed units of elapsed training to collect at each validation
   * @param textIsFree whether tokens may be in the tables; else these have no attention maps
   */
  RunTables(ExperimentFolder experiment, Set<ElapsedUnit> elapsed, boolean textIsFree)
      throws IOException {
    this.experiment = experiment;
    this.elapsed = elapsed;
    this.textIsFree = textIsFree;
    results = experiment.readResults();
    measures = experiment.readMeasures();
    examples = experiment.readExamples();
    attention = new AttentionFile(experiment).read();
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
    examples.forEach(each -> keys.add(each.run()));
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
    List<ExampleScores> newExamples =
        merge(runs, ExperimentFolder.EXAMPLES, examples, ExampleScores::run, this::examples);
    List<RunAttention> newAttention =
        textIsFree
            ? merge(
                runs,
                AttentionFile.NAME,
                attention,
                RunAttention::run,
                new AttentionFile(experiment)::ofRun)
            : List.of();
    List<RunData> newData = merge(runs, ExperimentFolder.DATA, data, RunData::run, this::data);
    check.accept(
        new CollectedTables(
            newResults,
            newMeasures,
            newExamples,
            newData.stream().collect(Collectors.toMap(RunData::run, RunData::data)),
            records.keySet()));
    warnings.addAll(new MissingRows(experiment).of(rows(), newResults, newMeasures, newExamples));
    write(ExperimentFolder.RESULTS, newResults, StudyCsvFiles::writeResults);
    write(ExperimentFolder.MEASURES, newMeasures, StudyCsvFiles::writeMeasures);
    writeOrDelete(ExperimentFolder.EXAMPLES, newExamples, ExampleCsvFile::write);
    writeOrDelete(ExperimentFolder.DATA, newData, Json::write);
    write(AttentionFile.NAME, AttentionFile.ofFirstSeeds(newAttention), Json::write);
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
    for (Validation validation : run.logs().readValidations()) {
      all.addAll(validation.measures(key));
      all.addAll(validation.elapsed(key, elapsed));
    }
    all.addAll(run.readMeasures(key));
    return all;
  }

  /** Runs share the examples of the run before them, if they are the same. */
  private List<ExampleScores> examples(RunKey key) throws IOException {
    List<ExampleScores> own = experiment.run(key).readExamples(key);
    if (own.size() == 1) {
      previous = own.get(0).sharing(previous);
      return List.of(previous);
    }
    return own;
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

  /** The first of some runs, and the number of the others. */
  static String list(Collection<RunKey> runs) {
    return runs.iterator().next()
        + (runs.size() > 1 ? ", and %d more".formatted(runs.size() - 1) : "");
  }

  private Path file(String name) {
    return experiment.file(name);
  }
}
