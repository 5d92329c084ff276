package io.seqlab.study.judge;

import io.seqlab.config.SeedsSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The data that claims are tested on.
 *
 * @param runs all runs of the study, finished or not
 * @param sharedExamples whether all seeds were tested on the same examples, rather than each on its
 *     own
 */
public record Evidence(
    List<RunKey> runs,
    boolean sharedExamples,
    Map<RunKey, RunResult> results,
    Map<RunKey, List<Measure>> measures,
    Map<RunKey, ExampleScores> examples) {

  public static Evidence of(
      List<RunKey> runs,
      boolean sharedExamples,
      List<RunResult> results,
      List<Measure> measures,
      List<ExampleScores> examples) {
    return new Evidence(
        runs,
        sharedExamples,
        results.stream().collect(Collectors.toMap(RunResult::key, result -> result)),
        measures.stream().collect(Collectors.groupingBy(Measure::key)),
        examples.stream().collect(Collectors.toMap(ExampleScores::run, each -> each)));
  }

  /**
   * Reads the committed files of an experiment.
   *
   * @throws ConfigException if its tables contradict each other
   */
  public static Evidence read(ExperimentFolder experiment, StudySpec study) throws IOException {
    CollectedTables tables = CollectedTables.read(experiment);
    TableAgreement.require(experiment, tables, study);
    return of(study, tables);
  }

  /** The tables of a study that are known to agree. */
  static Evidence of(StudySpec study, CollectedTables tables) {
    List<RunKey> runs = List.copyOf(PlannedRuns.of(study).keySet());
    boolean shared = !PlannedRuns.haveExamplesOfEachSeed(study);
    return of(runs, shared, tables.results(), tables.measures(), tables.examples());
  }

  /**
   * Requires that the rows of a study agree with each other and with the outputs of its runs.
   *
   * @throws ConfigException if not; names the file that differs
   */
  public static void requireAgreement(
      ExperimentFolder experiment, CollectedTables tables, StudySpec study) throws IOException {
    TableAgreement.require(experiment, tables, study);
    PredictionAgreement.require(experiment, tables, study);
  }

  /** Whether every model has been run with these seeds, whatever became of the runs. */
  boolean hasRun(Collection<Long> seeds) {
    return runs.stream()
        .filter(run -> seeds.contains(run.seed()))
        .allMatch(
            run ->
                results.containsKey(run)
                    && results.get(run).status() != RunStatus.RUNNING
                    && results.get(run).status() != RunStatus.STOPPED);
  }

  /** All seeds of the runs, in order. */
  List<Long> seeds() {
    return runs.stream().map(RunKey::seed).distinct().toList();
  }

  /** The seeds of each look whose runs have ended, and of the first look in any case. */
  List<List<Long>> looks(SeedsSpec planned) {
    List<Integer> looks = planned.judgedAt();
    return looks.stream()
        .map(n -> planned.all().subList(0, n))
        .filter(seeds -> seeds.size() == looks.get(0) || hasRun(seeds))
        .toList();
  }

  /** All grid keys of the runs. */
  Set<String> gridKeys() {
    return runs.stream().flatMap(run -> run.grid().keySet().stream()).collect(Collectors.toSet());
  }

  /**
   * The kinds of nodes of a cluster on which runs of these models and seeds were timed, each with
   * the first of its runs; none of runs on this machine.
   */
  Map<String, RunKey> nodes(Collection<String> models, Collection<Long> seeds) {
    Map<String, RunKey> kinds = new LinkedHashMap<>();
    for (RunKey run : runs) {
      if (models.contains(run.model()) && seeds.contains(run.seed())) {
        measures.getOrDefault(run, List.of()).stream()
            .filter(measure -> measure.measure().equals(TrainingMeasure.NODE.key()))
            .map(node -> "%s, %.0f processors".formatted(node.dimension(), node.value()))
            .forEach(kind -> kinds.putIfAbsent(kind, run));
      }
    }
    return kinds;
  }
}
