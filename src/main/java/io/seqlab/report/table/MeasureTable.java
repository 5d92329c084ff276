package io.seqlab.report.table;

import io.seqlab.config.measure.TrainingMeasure;
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

/**
 * The measures of a study without a dimension, and the training up to its milestones: one row per
 * measure, one column per variant.
 */
public final class MeasureTable {
  private MeasureTable() {}

  /** What a row shows; the milestone is the dimension, a metric, at x. */
  private record Row(String measure, String dimension, double x) {
    boolean isMilestone() {
      return !dimension.isEmpty();
    }

    boolean isTime() {
      return measure.equals(TrainingMeasure.SECONDS_TO.key());
    }

    Quantity quantity() {
      if (!isMilestone()) {
        return Quantity.of(measure);
      }
      Quantity metric = Quantity.of(dimension);
      String unit = metric.unit().isEmpty() ? "" : " " + metric.unit();
      int decimals = isTime() ? 1 : 0;
      String title =
          "%s %s %s%s"
              .formatted(
                  Quantity.of(measure).title(),
                  dimension.replace('_', ' '),
                  metric.format(x),
                  unit);
      return new Quantity(title, "", 1, decimals, Quantity.Better.LOWER);
    }
  }

  /**
   * Means over finished seeds; no rows if there are no such measures. A mean over the runs that
   * reached a milestone says how many of how many did; a time of runs that shared the machine is
   * marked as in the result table.
   */
  public static ReportTable of(List<RunResult> results, List<Measure> measures) {
    List<RunResult> done = results.stream().filter(r -> r.status() == RunStatus.DONE).toList();
    Set<RunKey> keys = done.stream().map(RunResult::key).collect(Collectors.toSet());
    List<Variant> variants = done.stream().map(r -> Variant.of(r.key())).distinct().toList();
    Map<Row, List<Measure>> rows = new LinkedHashMap<>();
    for (Measure m : measures) {
      boolean inTable = m.dimension().isEmpty() || TrainingMeasure.ofKey(m.measure()).isPresent();
      if (inTable && keys.contains(m.key())) {
        rows.computeIfAbsent(new Row(m.measure(), m.dimension(), m.x()), name -> new ArrayList<>())
            .add(m);
      }
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Measure", false));
    variants.forEach(variant -> columns.add(new Column(variant.label(), true)));
    List<List<Cell>> cells = new ArrayList<>();
    ConcurrentRuns concurrent = ConcurrentRuns.of(measures);
    rows.forEach((row, values) -> cells.add(cells(row, variants, values, concurrent)));
    return new ReportTable(columns, cells, "", List.of());
  }

  private static List<Cell> cells(
      Row row, List<Variant> variants, List<Measure> values, ConcurrentRuns concurrent) {
    Quantity quantity = row.quantity();
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(quantity.label()));
    for (Variant variant : variants) {
      List<Measure> ofVariant =
          values.stream().filter(m -> Variant.of(m.key()).equals(variant)).toList();
      SampleSummary summary = SampleSummary.of(ofVariant.stream().mapToDouble(Measure::value));
      Cell cell = Cell.of(quantity, summary);
      if (row.isTime() && summary.n() > 0) {
        cell = cell.with(concurrent.mark(ofVariant.stream().map(Measure::key).toList()));
      }
      boolean partial = row.isMilestone() && summary.n() < ofVariant.size();
      cells.add(
          partial ? cell.with(" (%d of %d runs)".formatted(summary.n(), ofVariant.size())) : cell);
    }
    return cells;
  }
}
