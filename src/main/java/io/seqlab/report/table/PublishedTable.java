package io.seqlab.report.table;

import io.seqlab.config.PublishedSpec;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.List;

/** Published values compared with reproduced ones. */
public final class PublishedTable {
  public static final String TITLE = "Published and reproduced";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Model", false),
          new Column("Metric", false),
          new Column("Published", true),
          new Column("Reproduced", true),
          new Column("Difference", true),
          new Column("Comparable", false),
          new Column("Protocol", false),
          new Column("Source", false));

  private PublishedTable() {}

  /** One row per published value and grid point of its model. */
  public static ReportTable of(List<PublishedSpec> published, List<RunResult> results) {
    List<List<Cell>> rows = new ArrayList<>();
    for (PublishedSpec value : published) {
      List<RunResult> ofModel =
          results.stream().filter(r -> r.key().model().equals(value.model())).toList();
      Variant.group(ofModel, RunResult::key)
          .forEach((variant, runs) -> rows.add(row(variant, value, runs)));
    }
    String caption =
        "Reproduced values are mean ± standard deviation (n − 1) over seeds; the difference is"
            + " reproduced minus published. Where a value is not comparable, the protocol gives the"
            + " reason.";
    return new ReportTable(COLUMNS, rows, caption, List.of());
  }

  private static List<Cell> row(Variant variant, PublishedSpec value, List<RunResult> runs) {
    String metric = value.metric().key();
    Quantity quantity = Quantity.of(metric);
    SampleSummary reproduced =
        SampleSummary.of(
            runs.stream()
                .filter(run -> run.status() == RunStatus.DONE)
                .mapToDouble(run -> run.metrics().getOrDefault(metric, Double.NaN)));
    double difference = reproduced.mean() - value.value();
    return List.of(
        Cell.of(variant.label()),
        Cell.of(quantity.label()),
        Cell.of(quantity.format(value.value())),
        Cell.of(quantity, reproduced),
        Cell.of((difference > 0 ? "+" : "") + quantity.format(difference)),
        Cell.of(value.comparable() ? "yes" : "no"),
        Cell.of(value.protocol()),
        Cell.of(value.source()));
  }
}
