package io.seqlab.report.table;

import io.seqlab.config.StudySpec;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Quantity.Better;
import io.seqlab.report.core.Variant;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
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

/**
 * The table of a study: one row a model (and point of the grid), means over the seeds that are
 * done. How it is written down is up to the classes named after the format.
 *
 * @param rows each as wide as the columns
 * @param caption what the numbers mean
 * @param missing a sentence for each group of runs that the means leave out
 */
public record ResultTable(
    List<Column> columns, List<List<Cell>> rows, String caption, List<String> missing) {

  /** A column; numbers stand to the right. */
  public record Column(String title, boolean numeric) {}

  /**
   * What stands in a cell.
   *
   * @param deviation over seeds, formatted; empty if there is none to show
   * @param best whether other rows have worse values, as shown, and none a better one
   */
  public record Cell(String text, String deviation, boolean best) {
    public static Cell of(String text) {
      return new Cell(text, "", false);
    }

    public String plain() {
      return deviation.isEmpty() ? text : text + " ± " + deviation;
    }
  }

  private record Value(Quantity quantity, boolean spread, ToDoubleFunction<RunResult> of) {}

  /** The table of these runs, models in the order of their first run. */
  public static ResultTable of(List<RunResult> results) {
    return of(results, List.of());
  }

  /** The table of the runs of a study, which says what it asks for and nobody has run. */
  public static ResultTable of(StudySpec study, List<RunResult> results) {
    return of(results, PlannedRuns.of(study).keySet());
  }

  private static ResultTable of(List<RunResult> results, Collection<RunKey> asked) {
    Map<Variant, List<RunResult>> variants = new LinkedHashMap<>();
    for (RunResult result : results) {
      variants.computeIfAbsent(Variant.of(result.key()), v -> new ArrayList<>()).add(result);
    }
    Set<String> grid = new LinkedHashSet<>();
    variants.keySet().forEach(variant -> grid.addAll(variant.grid().keySet()));

    List<Column> columns = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    variants.forEach((variant, runs) -> rows.add(names(variant, grid, done(runs).size())));
    columns.add(new Column("Model", false));
    grid.forEach(key -> columns.add(new Column(Variant.shortName(key, grid), false)));
    columns.add(new Column("Seeds", true));
    for (Value value : values(results)) {
      columns.add(new Column(value.quantity().label(), true));
      List<Cell> cells = cells(value, variants.values());
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).add(cells.get(i));
      }
    }
    List<String> missing = new ArrayList<>(MissingRuns.unfinished(variants));
    missing.addAll(MissingRuns.neverRun(variants, asked));
    return new ResultTable(columns, rows, caption(variants.values()), missing);
  }

  private static List<RunResult> done(List<RunResult> runs) {
    return runs.stream().filter(run -> run.status() == RunStatus.DONE).toList();
  }

  private static List<Cell> names(Variant variant, Set<String> grid, int seeds) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(variant.model()));
    grid.forEach(key -> cells.add(Cell.of(variant.grid().getOrDefault(key, ""))));
    cells.add(Cell.of(String.valueOf(seeds)));
    return cells;
  }

  private static List<Value> values(List<RunResult> results) {
    Set<String> metrics = new LinkedHashSet<>();
    results.forEach(result -> metrics.addAll(result.metrics().keySet()));
    double longest = done(results).stream().mapToDouble(RunResult::seconds).max().orElse(0);
    boolean minutes = longest >= 600;
    List<Value> values = new ArrayList<>();
    values.add(
        new Value(
            new Quantity("Parameters", "", 1, 0, Better.NEITHER), false, RunResult::parameters));
    for (String metric : metrics) {
      ToDoubleFunction<RunResult> of = run -> run.metrics().getOrDefault(metric, Double.NaN);
      values.add(new Value(Quantity.of(metric), true, of));
    }
    values.add(
        new Value(
            new Quantity("Training", "tokens/s", 1, 0, Better.HIGHER),
            false,
            RunResult::trainTokensPerSecond));
    values.add(
        new Value(
            new Quantity("Decoding", "sentences/s", 1, 0, Better.HIGHER),
            false,
            RunResult::decodeSentencesPerSecond));
    values.add(
        new Value(
            minutes
                ? new Quantity("Time", "min", 1 / 60.0, 1, Better.LOWER)
                : new Quantity("Time", "s", 1, 0, Better.LOWER),
            false,
            RunResult::seconds));
    values.add(
        new Value(
            new Quantity("Memory", "MB", 1, 0, Better.LOWER), false, RunResult::peakMemoryMb));
    return values;
  }

  private static List<Cell> cells(Value value, Collection<List<RunResult>> variants) {
    Quantity quantity = value.quantity();
    List<SampleSummary> spreads =
        variants.stream()
            .map(runs -> SampleSummary.of(done(runs).stream().mapToDouble(value.of())))
            .toList();
    long different = spreads.stream().map(s -> quantity.format(s.mean())).distinct().count();
    String best = different < 2 ? "" : best(quantity, spreads);
    List<Cell> cells = new ArrayList<>();
    for (SampleSummary spread : spreads) {
      String text = quantity.format(spread.mean());
      boolean shown = value.spread() && !Double.isNaN(spread.deviation());
      cells.add(
          new Cell(text, shown ? quantity.format(spread.deviation()) : "", text.equals(best)));
    }
    return cells;
  }

  /** The best mean as it is shown, so that what looks equal is marked alike; empty if none is. */
  private static String best(Quantity quantity, List<SampleSummary> spreads) {
    var means = spreads.stream().mapToDouble(SampleSummary::mean).filter(Double::isFinite);
    var best =
        switch (quantity.better()) {
          case HIGHER -> means.max();
          case LOWER -> means.min();
          case NEITHER -> OptionalDouble.empty();
        };
    return best.isPresent() ? quantity.format(best.getAsDouble()) : "";
  }

  private static String caption(Collection<List<RunResult>> variants) {
    boolean several = variants.stream().anyMatch(runs -> done(runs).size() > 1);
    String spread =
        several
            ? "Metrics are mean ± standard deviation (n − 1) over seeds"
            : "One seed each, so nothing is known about the spread";
    return spread + "; the best of each column is bold.";
  }
}
