package io.seqlab.report.table;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Quantity.Better;
import io.seqlab.report.core.RunValues;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.SplitText;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The result table of a study: one row per model and grid point, means over finished seeds. */
public final class ResultTable {
  private ResultTable() {}

  private record ValueColumn(
      String key, Quantity quantity, Kind kind, ToDoubleFunction<RunResult> value) {
    private enum Kind {
      SIZE,
      METRIC,
      SPEED
    }

    boolean hasDeviation() {
      return kind == Kind.METRIC;
    }

    boolean isSpeed() {
      return kind == Kind.SPEED;
    }
  }

  /**
   * The table of runs, models in order of their first run.
   *
   * @param comparable whether they have the same test examples; otherwise none is marked as best
   */
  public static ReportTable of(List<RunResult> results, boolean comparable) {
    return of(results, List.of(), List.of(), MetricSignatures.PLAIN, List.of(), comparable);
  }

  /**
   * The table of a study; notes list its planned runs that have no result, and runs that the budget
   * ended before they reached a plateau, whose numbers are marked.
   */
  public static ReportTable of(StudySpec study, List<RunResult> results, List<Measure> measures) {
    return of(study, results, measures, List.of());
  }

  /** The table of a study with this text, of which notes tell the references of metrics. */
  public static ReportTable of(
      StudySpec study, List<RunResult> results, List<Measure> measures, List<SplitText> corpus) {
    return of(study, results, measures, corpus, List.of());
  }

  /**
   * The same with chosen columns, in this order, beside models and grid keys.
   *
   * @param columns metrics, columns of {@code results.csv} and other measures; all metrics and the
   *     columns of {@code results.csv} if empty
   */
  public static ReportTable of(
      StudySpec study,
      List<RunResult> results,
      List<Measure> measures,
      List<SplitText> corpus,
      List<String> columns) {
    Set<Long> run = results.stream().map(result -> result.key().seed()).collect(Collectors.toSet());
    List<Long> begun = study.seeds().begun(run);
    List<RunKey> planned =
        PlannedRuns.of(study).keySet().stream().filter(key -> begun.contains(key.seed())).toList();
    return of(results, measures, planned, MetricSignatures.of(study, corpus), columns, true);
  }

  private static ReportTable of(
      List<RunResult> results,
      List<Measure> measures,
      Collection<RunKey> planned,
      MetricSignatures signatures,
      List<String> chosen,
      boolean comparable) {
    Map<Variant, List<RunResult>> variants = Variant.group(results, RunResult::key);
    Set<String> grid = new LinkedHashSet<>();
    variants.keySet().forEach(variant -> grid.addAll(variant.grid().keySet()));

    List<Column> columns = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    variants.forEach((variant, runs) -> rows.add(keyCells(variant, grid, done(runs).size())));
    columns.add(new Column("Model", false));
    grid.forEach(key -> columns.add(new Column(Variant.shortName(key, grid), false)));
    columns.add(new Column("Seeds", true));
    CappedRuns capped = CappedRuns.of(measures);
    ConcurrentRuns concurrent = ConcurrentRuns.of(measures);
    List<ValueColumn> valueColumns =
        chosen.isEmpty()
            ? valueColumns(results)
            : chosenColumns(chosen, valueColumns(results), new RunValues(measures));
    for (ValueColumn column : valueColumns) {
      columns.add(new Column(column.quantity().label(), true));
      List<Cell> cells = cells(column, variants.values(), capped, concurrent, comparable);
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).add(cells.get(i));
      }
    }
    Map<Variant, List<RunResult>> done = new LinkedHashMap<>();
    variants.forEach((variant, runs) -> done.put(variant, done(runs)));
    List<String> notes = new ArrayList<>(signatures.notes(results));
    notes.addAll(capped.notes(done));
    notes.addAll(concurrent.notes(done));
    notes.addAll(MissingRuns.unfinished(variants));
    notes.addAll(MissingRuns.notRun(variants, planned));
    return new ReportTable(columns, rows, caption(variants.values(), comparable), notes);
  }

  private static List<RunResult> done(List<RunResult> runs) {
    return runs.stream().filter(run -> run.status() == RunStatus.DONE).toList();
  }

  private static List<Cell> keyCells(Variant variant, Set<String> grid, int seeds) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(variant.model()));
    grid.forEach(key -> cells.add(Cell.of(variant.grid().getOrDefault(key, ""))));
    cells.add(Cell.of(String.valueOf(seeds)));
    return cells;
  }

  private static List<ValueColumn> valueColumns(List<RunResult> results) {
    Set<String> metrics = new LinkedHashSet<>();
    results.forEach(result -> metrics.addAll(result.metrics().keySet()));
    double longest = done(results).stream().mapToDouble(RunResult::seconds).max().orElse(0);
    Quantity time =
        longest >= 600
            ? new Quantity("Time", "min", 1 / 60.0, 1, Better.LOWER)
            : new Quantity("Time", "s", 1, 0, Better.LOWER);
    List<ValueColumn> columns = new ArrayList<>();
    columns.add(
        new ValueColumn(
            RunColumn.PARAMETERS.key(),
            new Quantity("Parameters", "", 1, 0, Better.NEITHER),
            ValueColumn.Kind.SIZE,
            RunResult::parameters));
    for (String metric : metrics) {
      ToDoubleFunction<RunResult> value = run -> run.metrics().getOrDefault(metric, Double.NaN);
      columns.add(new ValueColumn(metric, Quantity.of(metric), ValueColumn.Kind.METRIC, value));
    }
    columns.add(
        new ValueColumn(
            RunColumn.TRAIN_TOKENS_PER_SECOND.key(),
            new Quantity("Training", "tokens/s", 1, 0, Better.HIGHER),
            ValueColumn.Kind.SPEED,
            RunResult::trainTokensPerSecond));
    columns.add(
        new ValueColumn(
            RunColumn.DECODE_SENTENCES_PER_SECOND.key(),
            new Quantity("Decoding", "sentences/s", 1, 0, Better.HIGHER),
            ValueColumn.Kind.SPEED,
            RunResult::decodeSentencesPerSecond));
    columns.add(
        new ValueColumn(RunColumn.SECONDS.key(), time, ValueColumn.Kind.SPEED, RunResult::seconds));
    columns.add(
        new ValueColumn(
            RunColumn.PEAK_MEMORY_MB.key(),
            new Quantity("Memory", "MiB", 1, 0, Better.NEITHER),
            ValueColumn.Kind.SIZE,
            RunResult::peakMemoryMb));
    return columns;
  }

  /** Columns by name; one that the table of all does not have is a measure of the runs. */
  private static List<ValueColumn> chosenColumns(
      List<String> chosen, List<ValueColumn> known, RunValues values) {
    return chosen.stream()
        .map(
            name ->
                known.stream()
                    .filter(column -> column.key().equals(name))
                    .findFirst()
                    .orElseGet(
                        () ->
                            new ValueColumn(
                                name,
                                measure(name),
                                ValueColumn.Kind.METRIC,
                                run -> values.of(run, name))))
        .toList();
  }

  private static Quantity measure(String name) {
    if (name.equals(RunColumn.STEPS.key())) {
      return new Quantity("Steps", "", 1, 0, Better.NEITHER);
    }
    Quantity quantity = Quantity.of(name);
    return RunValues.isCurve(name)
        ? quantity.titled("Best " + quantity.lowerCaseTitle())
        : quantity;
  }

  private static List<Cell> cells(
      ValueColumn column,
      Collection<List<RunResult>> variants,
      CappedRuns capped,
      ConcurrentRuns concurrent,
      boolean comparable) {
    Quantity quantity = column.quantity();
    List<SampleSummary> summaries =
        variants.stream()
            .map(runs -> SampleSummary.of(done(runs).stream().mapToDouble(column.value())))
            .toList();
    long different = summaries.stream().map(s -> quantity.format(s.mean())).distinct().count();
    boolean marked = comparable && (!column.isSpeed() || concurrent.runs().isEmpty());
    String best = different < 2 || !marked ? "" : best(quantity, summaries);
    List<Cell> cells = new ArrayList<>();
    for (List<RunResult> runs : variants) {
      SampleSummary summary = summaries.get(cells.size());
      String text = quantity.format(summary.mean());
      String deviation = column.hasDeviation() ? Cell.deviation(quantity, summary) : "";
      String mark = column.hasDeviation() ? capped.mark(done(runs)) : "";
      mark +=
          column.isSpeed() && summary.n() > 0
              ? concurrent.mark(done(runs).stream().map(RunResult::key).toList())
              : "";
      cells.add(new Cell(text + mark, deviation, text.equals(best)));
    }
    return cells;
  }

  /** The best mean as formatted, so that equal texts are marked alike; empty if there is none. */
  private static String best(Quantity quantity, List<SampleSummary> summaries) {
    var means = summaries.stream().mapToDouble(SampleSummary::mean).filter(Double::isFinite);
    var best =
        switch (quantity.better()) {
          case HIGHER -> means.max();
          case LOWER -> means.min();
          case NEITHER -> OptionalDouble.empty();
        };
    return best.isPresent() ? quantity.format(best.getAsDouble()) : "";
  }

  private static String caption(Collection<List<RunResult>> variants, boolean comparable) {
    boolean severalSeeds = variants.stream().anyMatch(runs -> done(runs).size() > 1);
    return (severalSeeds
            ? "Metrics are mean ± standard deviation (n − 1) over seeds"
            : "One seed per model, so no standard deviations")
        + (comparable
            ? "; the best of each column is bold."
            : "; none is marked as the best, as the studies differ in task or test examples.");
  }
}
