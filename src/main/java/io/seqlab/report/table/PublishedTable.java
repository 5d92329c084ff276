package io.seqlab.report.table;

import io.seqlab.config.PublishedSpec;
import io.seqlab.config.PublishedSpec.Comparability;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.RunValues;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Published values compared with reproduced ones. */
public final class PublishedTable {
  public static final String TITLE = "Published and reproduced";

  private static final double LEVEL = 0.05;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Model", false),
          new Column("Measure", false),
          new Column("Published", true),
          new Column("Reproduced", true),
          new Column("Difference", true),
          new Column("Comparable", false),
          new Column("Protocol", false),
          new Column("Source", false));

  private PublishedTable() {}

  /** One row per published value and selected grid point of its model. */
  public static ReportTable of(
      List<PublishedSpec> published, List<RunResult> results, RunValues values) {
    List<List<Cell>> rows = new ArrayList<>();
    for (PublishedSpec value : published) {
      List<RunResult> selected =
          results.stream()
              .filter(run -> run.key().model().equals(value.model()))
              .filter(run -> RunValues.isSelected(run, value.where()))
              .toList();
      Variant.group(selected, RunResult::key)
          .forEach((variant, runs) -> rows.add(row(variant, value, runs, values)));
    }
    String caption =
        "Reproduced values are mean ± standard deviation (n − 1) over seeds; the difference is"
            + " reproduced minus published, with Student's 95 % interval over seeds. Where a value"
            + " is not comparable, the protocol gives the reason.";
    return new ReportTable(COLUMNS, rows, caption, List.of());
  }

  private static List<Cell> row(
      Variant variant, PublishedSpec value, List<RunResult> runs, RunValues values) {
    Quantity quantity = quantity(value);
    SampleSummary reproduced = reproduced(value, runs, values);
    return List.of(
        Cell.of(variant.label()),
        Cell.of(measure(value, runs)),
        Cell.of(quantity.format(value.value())),
        Cell.of(quantity, reproduced),
        Cell.of(difference(value, quantity, reproduced)),
        Cell.of(value.comparable().describe()),
        Cell.of(value.protocol()),
        Cell.of(value.source()));
  }

  /** Reproduced minus published; of values that mean different things there is none. */
  private static String difference(
      PublishedSpec value, Quantity quantity, SampleSummary reproduced) {
    if (value.comparable() == Comparability.NO) {
      return "–";
    }
    double difference = reproduced.mean() - value.value();
    String text = (difference > 0 ? "+" : "") + quantity.format(difference);
    Interval interval = reproduced.interval(LEVEL);
    return reproduced.n() < 2
        ? text
        : "%s [%s, %s]"
            .formatted(
                text,
                quantity.format(interval.low() - value.value()),
                quantity.format(interval.high() - value.value()));
  }

  /** The values of the finished runs. */
  public static SampleSummary reproduced(
      PublishedSpec published, List<RunResult> runs, RunValues values) {
    return SampleSummary.of(
        runs.stream()
            .filter(run -> run.status() == RunStatus.DONE)
            .mapToDouble(run -> values.of(run, published.measure(), published.where())));
  }

  /** The display of a published value; whole numbers and seconds have no decimals. */
  public static Quantity quantity(PublishedSpec value) {
    Quantity quantity = Quantity.of(value.measure());
    if (value.measure().equals(RunColumn.SECONDS.key())) {
      return new Quantity("Time", "s", 1, 0, quantity.better());
    }
    boolean count =
        value.measure().equals(RunColumn.PARAMETERS.key())
            || value.measure().equals(RunColumn.STEPS.key());
    return count ? new Quantity(quantity.title(), "", 1, 0, quantity.better()) : quantity;
  }

  /** {@code Validation BLEU, step 1000}, without the grid keys that the model names. */
  public static String measure(PublishedSpec value, List<RunResult> runs) {
    StringBuilder text = new StringBuilder(quantity(value).label());
    Set<String> grid = runs.isEmpty() ? Set.of() : runs.get(0).key().grid().keySet();
    boolean best = RunValues.isCurve(value.measure());
    for (Map.Entry<String, ValueRange> point : value.where().entrySet()) {
      if (!grid.contains(point.getKey())) {
        text.append(", %s %s".formatted(point.getKey(), point.getValue().describe()));
        best = false;
      }
    }
    return best ? text.append(", best").toString() : text.toString();
  }
}
