package io.seqlab.result.file;

import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Rows that finished runs must have in the tables of an experiment. */
final class MissingRows {
  private final ExperimentFolder experiment;
  private final List<String> warnings = new ArrayList<>();

  MissingRows(ExperimentFolder experiment) {
    this.experiment = experiment;
  }

  /**
   * Warnings of what the tables lack; a file without any rows is told as missing.
   *
   * @param before runs that had rows in a table
   */
  List<String> of(
      Set<RunKey> before, List<RunResult> all, List<Measure> measures, List<ExampleScores> scores)
      throws IOException {
    Set<RunKey> done = new LinkedHashSet<>();
    all.stream().filter(row -> row.status() == RunStatus.DONE).forEach(row -> done.add(row.key()));
    Set<RunKey> unknown = new LinkedHashSet<>(before);
    all.forEach(row -> unknown.remove(row.key()));
    if (all.isEmpty() && !experiment.manifest().lacks(ExperimentFolder.RESULTS)) {
      warnings.add(
          "%s has no rows: no run has a result; restore the file, or run the study"
              .formatted(experiment.file(ExperimentFolder.RESULTS)));
    }
    warn(ExperimentFolder.RESULTS, "runs of other tables", unknown, "they are in no table");
    if (!measures.isEmpty() || !experiment.manifest().lacks(ExperimentFolder.MEASURES)) {
      warn(
          ExperimentFolder.MEASURES,
          "finished runs",
          without(done, measures, Measure::key),
          "curves and tests lack their measures");
    }
    if (!scores.isEmpty()) {
      warn(
          ExperimentFolder.EXAMPLES,
          "finished runs",
          without(done, scores, ExampleScores::run),
          "tests with them know no examples, and their metrics are not verified");
    }
    return warnings;
  }

  private static <T> Set<RunKey> without(Set<RunKey> runs, List<T> rows, Function<T, RunKey> key) {
    Set<RunKey> missing = new LinkedHashSet<>(runs);
    rows.forEach(row -> missing.remove(key.apply(row)));
    return missing;
  }

  private void warn(String name, String what, Set<RunKey> runs, String effect) {
    if (!runs.isEmpty()) {
      warnings.add(
          "%s has no rows of %s: %s; %s; restore the file, or repeat the runs: seqlab run STUDY.yaml --fresh --only '%s'"
              .formatted(
                  experiment.file(name),
                  what,
                  RunTables.list(runs),
                  effect,
                  runs.iterator().next().filter()));
    }
  }
}
