package io.seqlab.report.table;

import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.search.SearchValues;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.search.SearchEdge;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.SearchResults.Scored;
import io.seqlab.result.search.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a search found and what it cost: one row per model and grid point. */
public final class SearchTable {
  private SearchTable() {}

  /** The chosen values with their score, and the trials, steps and seconds spent. */
  public static ReportTable of(SearchResults results) {
    Quantity score = Quantity.of(Measure.VALID + results.by().key());
    Set<String> keys = results.search().over().keySet();
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Model", false));
    keys.forEach(key -> columns.add(new Column(Variant.shortName(key, keys), true)));
    columns.add(new Column(score.label(), true));
    columns.add(new Column("Runs", true));
    columns.add(new Column("Diverged", true));
    columns.add(new Column("Steps", true));
    columns.add(new Column("Time (s)", true));
    List<List<Cell>> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (RunKey run : results.variants()) {
      rows.add(row(results, run, score));
      notes.addAll(notes(results, run.variant()));
    }
    return new ReportTable(columns, rows, caption(results), notes);
  }

  private static List<Cell> row(SearchResults results, RunKey run, Quantity score) {
    Optional<Scored> best = results.best(run.variant());
    List<TrialResult> spent =
        results.trials().stream()
            .filter(each -> each.trial().run().variant().equals(run.variant()))
            .toList();
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(Variant.of(run).label()));
    for (String key : results.search().over().keySet()) {
      cells.add(Cell.of(best.map(trial -> trial.values().get(key)).orElse("–")));
    }
    cells.add(Cell.of(score.format(best.map(Scored::score).orElse(Double.NaN))));
    cells.add(Cell.of(count(spent.size())));
    cells.add(Cell.of(count(spent.stream().filter(each -> !each.isScored()).count())));
    cells.add(Cell.of(count(spent.stream().mapToLong(TrialResult::steps).sum())));
    cells.add(Cell.of(count(Math.round(spent.stream().mapToDouble(TrialResult::seconds).sum()))));
    return cells;
  }

  private static List<String> notes(SearchResults results, String variant) {
    if (!results.isFinished(variant)) {
      return List.of(variant + ": the search is not finished.");
    } else if (results.best(variant).isEmpty()) {
      return List.of(variant + ": training diverged in every trial, so no values were chosen.");
    }
    return SearchEdge.of(results, variant).stream().map(edge -> edge + ".").toList();
  }

  /** What was searched, with which effort, and how it was chosen. */
  private static String caption(SearchResults results) {
    SearchSpec search = results.search();
    Set<String> keys = search.over().keySet();
    String over =
        search.over().entrySet().stream()
            .map(axis -> Variant.shortName(axis.getKey(), keys) + " " + range(axis.getValue()))
            .collect(Collectors.joining(", "));
    return "Searched: %s; the same %s for every model%s. Each model uses the values with the %s validation %s%s; its runs have other seeds."
        .formatted(
            over,
            trials(search),
            halving(search),
            results.by().higherIsBetter() ? "highest" : "lowest",
            results.by().key(),
            search.seeds().size() > 1
                ? ", mean over seeds " + list(search.seeds())
                : " with seed " + search.seeds().get(0));
  }

  private static String range(SearchValues values) {
    return values
        .list()
        .map(list -> "in " + list)
        .orElseGet(
            () ->
                "from %s to %s (%s)"
                    .formatted(
                        values.from().orElseThrow(),
                        values.to().orElseThrow(),
                        values.scale().name().toLowerCase(Locale.ROOT)));
  }

  private static String trials(SearchSpec search) {
    return "%s %s"
        .formatted(
            count(search.trialCount()),
            search.trials().isPresent() ? "random trials" : "trials, every combination");
  }

  private static String halving(SearchSpec search) {
    return search.halving().isEmpty()
        ? ", each with the budget of the study"
        : search.rungs().stream()
            .map(
                rung ->
                    "%s with %s"
                        .formatted(
                            count(rung.trials()),
                            rung.divisor() == 1 ? "all of it" : "1/" + rung.divisor()))
            .collect(
                Collectors.joining(
                    ", ", ", by successive halving (trials with a share of the budget): ", ""));
  }

  private static String list(List<Long> seeds) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
