package io.seqlab.report.table;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ResultTable.Cell;
import io.seqlab.report.table.ResultTable.Column;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The measures of a study that have no dimension: one row each, a column for each variant. */
public final class MeasureTable {
  private MeasureTable() {}

  /** Means over the seeds that are done; no rows if there are no such measures. */
  public static ResultTable of(List<RunResult> results, List<Measure> measures) {
    List<RunResult> done = results.stream().filter(r -> r.status() == RunStatus.DONE).toList();
    Set<RunKey> keys = done.stream().map(RunResult::key).collect(Collectors.toSet());
    List<Variant> variants = done.stream().map(r -> Variant.of(r.key())).distinct().toList();
    Map<String, List<Measure>> rows = new LinkedHashMap<>();
    for (Measure m : measures) {
      if (m.dimension().isEmpty() && keys.contains(m.key())) {
        rows.computeIfAbsent(m.measure(), name -> new ArrayList<>()).add(m);
      }
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Measure", false));
    variants.forEach(variant -> columns.add(new Column(variant.label(), true)));
    List<List<Cell>> cells = new ArrayList<>();
    rows.forEach((name, values) -> cells.add(row(Quantity.of(name), variants, values)));
    return new ResultTable(columns, cells, "", List.of());
  }

  private static List<Cell> row(Quantity quantity, List<Variant> variants, List<Measure> values) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(quantity.label()));
    for (Variant variant : variants) {
      SampleSummary spread =
          SampleSummary.of(
              values.stream()
                  .filter(m -> Variant.of(m.key()).equals(variant))
                  .mapToDouble(Measure::value));
      boolean spreads = !Double.isNaN(spread.deviation());
      cells.add(
          new Cell(
              quantity.format(spread.mean()),
              spreads ? quantity.format(spread.deviation()) : "",
              false));
    }
    return cells;
  }
}
