package io.seqlab.report.table;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
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
import java.util.stream.DoubleStream;

/** The measures of a study without a dimension: one row per measure, one column per variant. */
public final class MeasureTable {
  private MeasureTable() {}

  /** Means over finished seeds; no rows if there are no such measures. */
  public static ReportTable of(List<RunResult> results, List<Measure> measures) {
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
    return new ReportTable(columns, cells, "", List.of());
  }

  private static List<Cell> row(Quantity quantity, List<Variant> variants, List<Measure> values) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(quantity.label()));
    for (Variant variant : variants) {
      DoubleStream ofVariant =
          values.stream()
              .filter(m -> Variant.of(m.key()).equals(variant))
              .mapToDouble(Measure::value);
      cells.add(Cell.of(quantity, SampleSummary.of(ofVariant)));
    }
    return cells;
  }
}
