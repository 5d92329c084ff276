package io.seqlab.study.judge;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The data that claims are tested on.
 *
 * @param runs all runs of the study, finished or not
 */
public record Evidence(
    List<RunKey> runs,
    Map<RunKey, RunResult> results,
    Map<RunKey, List<Measure>> measures,
    Map<RunKey, List<ExampleScore>> examples) {

  public static Evidence of(
      List<RunKey> runs,
      List<RunResult> results,
      List<Measure> measures,
      List<ExampleScore> examples) {
    return new Evidence(
        runs,
        results.stream().collect(Collectors.toMap(RunResult::key, result -> result)),
        measures.stream().collect(Collectors.groupingBy(Measure::key)),
        examples.stream().collect(Collectors.groupingBy(ExampleScore::key)));
  }

  /**
   * Reads the committed files of an experiment.
   *
   * @throws ConfigException if its tables contradict each other
   */
  public static Evidence read(ExperimentFolder experiment, List<RunKey> runs) throws IOException {
    CollectedTables tables = CollectedTables.read(experiment);
    TableAgreement.require(experiment, tables, runs);
    return of(runs, tables.results(), tables.measures(), tables.examples());
  }

  /**
   * Requires that tables agree with each other and with the outputs of the runs.
   *
   * @throws ConfigException if not; names the file that differs
   */
  public static void requireAgreement(
      ExperimentFolder experiment, CollectedTables tables, StudySpec study) throws IOException {
    TableAgreement.require(experiment, tables, List.copyOf(PlannedRuns.of(study).keySet()));
    PredictionAgreement.require(experiment, tables, study);
  }

  /** All grid keys of the runs. */
  Set<String> gridKeys() {
    return runs.stream().flatMap(run -> run.grid().keySet().stream()).collect(Collectors.toSet());
  }
}
