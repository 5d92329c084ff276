package io.seqlab.study.judge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.google.errorprone.annotations.FormatMethod;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.Grid;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.Split;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.TestExamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether results, measures and examples agree: claims are tested on examples, and tables and
 * figures print results and measures. Of the three, the one that differs from the other two is
 * named; for a run with a folder, by its file there.
 */
final class TableAgreement {
  /** Rounding of sums in another order, relative to 1 or the value. */
  private static final double ROUNDING = 1e-6;

  private final ExperimentFolder experiment;
  private final CollectedTables tables;
  private final Map<RunKey, Grid.Point> planned;
  private final boolean sharedExamples;

  private TableAgreement(
      ExperimentFolder experiment,
      CollectedTables tables,
      Map<RunKey, Grid.Point> planned,
      boolean sharedExamples) {
    this.experiment = experiment;
    this.tables = tables;
    this.planned = planned;
    this.sharedExamples = sharedExamples;
  }

  /**
   * Requires that runs had the same examples of each split that the grid does not change, as far as
   * known; and of the finished runs that seeds of one model have equally many parameters, that
   * their test examples are numbered from 1 without a gap and have the same lengths for these runs,
   * and that their metrics, and their measures by length, are those over the examples, and that no
   * validation is missing. Seeds with examples of their own may differ in these, and in parameters,
   * as their vocabularies may differ.
   *
   * @param study whose runs are checked; others may be of another study
   * @throws ConfigException if not; names the file, the run, both values and what to do
   */
  static void require(ExperimentFolder experiment, CollectedTables tables, StudySpec study) {
    boolean sharedExamples = !PlannedRuns.haveExamplesOfEachSeed(study);
    new TableAgreement(experiment, tables, PlannedRuns.of(study), sharedExamples).require();
  }

  private void require() {
    List<RunKey> runs = List.copyOf(planned.keySet());
    Map<RunKey, RunResult> results = new HashMap<>();
    tables.results().stream()
        .filter(result -> result.status() == RunStatus.DONE)
        .forEach(result -> results.put(result.key(), result));
    var examples = tables.examples().stream().collect(toMap(ExampleScores::run, each -> each));
    var measures = tables.measures().stream().collect(groupingBy(row -> row.key()));
    requireEqualData(runs);
    if (sharedExamples) {
      requireEqualParameters(results, runs);
    }
    Map<Object, RunKey> tests = new HashMap<>();
    for (RunKey run : runs) {
      Optional<RunResult> result = Optional.ofNullable(results.get(run));
      if (result.isPresent() && measures.containsKey(run)) {
        int every = planned.get(run).study().training().validateEvery();
        requireValidations(result.get(), measures.get(run), every);
      }
      if (examples.containsKey(run)) {
        ExampleScores scores = examples.get(run);
        RunKey other = tests.computeIfAbsent(settings(run, Split.TEST), any -> run);
        requireExamples(run, scores.examples(), other, examples.get(other).examples());
        if (result.isPresent()) {
          SlicedMetrics slices = new SlicedMetrics(scores, measures.getOrDefault(run, List.of()));
          requireMetrics(result.get(), scores, slices);
        }
      }
    }
  }

  /** Compares the examples of each run with those that most runs with equal settings have. */
  private void requireEqualData(List<RunKey> runs) {
    for (Split split : Split.values()) {
      runs.stream()
          .filter(run -> !digest(run, split).isEmpty())
          .collect(groupingBy(run -> settings(run, split), LinkedHashMap::new, toList()))
          .values()
          .forEach(same -> requireEqualData(same, split));
    }
  }

  private void requireEqualData(List<RunKey> runs, Split split) {
    var byData =
        runs.stream().collect(groupingBy(run -> digest(run, split), LinkedHashMap::new, toList()));
    RunKey usual = Collections.max(byData.values(), Comparator.comparingInt(List::size)).get(0);
    for (RunKey each : runs) {
      check(
          digest(each, split).equals(digest(usual, split)),
          tables.fromFolders().contains(each) ? resultFile(each) : experiment.file("data.json"),
          each,
          "other examples of %s than %s, by their digests",
          split.key(),
          usual);
    }
  }

  /** The digest of the examples of a run; empty if unknown. */
  private String digest(RunKey run, Split split) {
    DataDigests data = tables.data().getOrDefault(run, DataDigests.UNKNOWN);
    return split.select(data.train(), data.valid(), data.test());
  }

  /** Compares each run with those of the same model that have the most frequent number. */
  private void requireEqualParameters(Map<RunKey, RunResult> results, List<RunKey> runs) {
    Map<String, List<RunResult>> seeds =
        runs.stream()
            .filter(results::containsKey)
            .collect(groupingBy(RunKey::variant, mapping(results::get, toList())));
    for (List<RunResult> all : seeds.values()) {
      Map<Long, List<RunResult>> byNumber = all.stream().collect(groupingBy(RunResult::parameters));
      RunResult usual =
          Collections.max(byNumber.values(), Comparator.comparingInt(List::size)).get(0);
      for (RunResult each : all) {
        check(
            each.parameters() == usual.parameters(),
            resultFile(each.key()),
            each.key(),
            "%d parameters, but %s has %d",
            each.parameters(),
            usual.key(),
            usual.parameters());
      }
    }
  }

  private void requireExamples(
      RunKey run, TestExamples tests, RunKey other, TestExamples otherTests) {
    Path file = file(run, "examples.csv");
    long last = IntStream.range(0, tests.size()).mapToLong(tests::number).max().orElse(0);
    check(last == tests.size(), file, run, "%d rows up to example %d", tests.size(), last);
    check(tests.areThoseOf(otherTests), file, run, "other test examples than %s", other);
  }

  /** Requires a validation every so many steps, and one after the last. */
  private void requireValidations(RunResult result, List<Measure> measures, int every) {
    Set<Long> steps =
        measures.stream()
            .filter(row -> row.measure().equals(Measure.TRAIN_LOSS))
            .map(row -> (long) row.x())
            .collect(Collectors.toCollection(TreeSet::new));
    Path file = file(result.key(), "validations.tsv", "measures.csv");
    for (long step = every; step < result.steps() + every; step += every) {
      long due = Math.min(step, result.steps());
      check(
          steps.remove(due),
          file,
          result.key(),
          "no validation at step %d of %d, with validate_every: %d",
          due,
          result.steps(),
          every);
    }
    check(
        steps.isEmpty(),
        file,
        result.key(),
        "validations at other steps than with validate_every: %d, such as %s",
        every,
        steps.stream().findFirst().orElse(0L));
  }

  private void requireMetrics(RunResult result, ExampleScores scores, SlicedMetrics slices) {
    RunKey run = result.key();
    int[] all = IntStream.range(0, scores.size()).toArray();
    result
        .metrics()
        .forEach(
            (name, value) -> {
              MetricName metric = MetricName.ofKey(name).orElseThrow();
              if (scores.columns().containsKey(name) && scores.columns().get(name).isComplete()) {
                double mean = MeasuredPoint.mean(metric, scores, all, 0, all.length);
                Optional<String> problem = slices.problem(metric);
                boolean measured = slices.covers(metric) && problem.isEmpty();
                Path examples = file(run, "examples.csv");
                Path differing = measured || !slices.covers(metric) ? resultFile(run) : examples;
                check(
                    isEqual(mean, value),
                    differing,
                    run,
                    "%s %s in %s, but %s by %s",
                    name,
                    value,
                    resultFile(run).getFileName(),
                    mean,
                    examples.getFileName());
                check(problem.isEmpty(), file(run, "measures.csv"), run, "%s", problem.orElse(""));
              }
            });
  }

  /** Whether numbers are equal up to rounding. */
  static boolean isEqual(double a, double b) {
    return a == b || Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(b));
  }

  @FormatMethod
  private void check(boolean condition, Path file, RunKey run, String reason, Object... args) {
    if (!condition) {
      throw new ConfigException(
          "%s contradicts other results: %s has %s. Its tables are unchanged; restore the file, or repeat the run: seqlab run STUDY.yaml --fresh --only '%s'"
              .formatted(file, run, reason.formatted(args), run.filter()));
    }
  }

  private Path resultFile(RunKey run) {
    return tables.fromFolders().contains(run)
        ? experiment.run(run).path().resolve("run.json")
        : experiment.file("results.csv");
  }

  /** The file that the rows of a run were read from. */
  private Path file(RunKey run, String table) {
    return file(run, table, table);
  }

  private Path file(RunKey run, String name, String table) {
    Path own = experiment.run(run).path().resolve(name);
    boolean read = tables.fromFolders().contains(run) && Files.exists(own);
    return read ? own : experiment.file(table);
  }

  /** What determines the examples of a run: settings of its task, and the seed if it does. */
  private Object settings(RunKey run, Split split) {
    Object settings = TaskLoader.settings(planned.get(run).study().task(), split);
    return sharedExamples ? settings : List.of(settings, run.seed());
  }
}
