package io.seqlab.report.table;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.Difference;
import java.util.Collection;
import java.util.List;

/** The difference of every model to the first model of the study, in every metric. */
public final class DifferenceTable {
  private DifferenceTable() {}

  /** One row per metric and model; {@code differences} must not be empty. */
  public static ReportTable of(List<Difference> differences, boolean sharedExamples) {
    List<Column> columns =
        List.of(
            new Column("Metric", false),
            new Column("Model", false),
            new Column("Difference", true),
            new Column("95 % across seeds", true),
            new Column("p across seeds", true),
            new Column("95 % within runs", true),
            new Column("p within runs", true),
            new Column("Cohen's d", true),
            new Column("Cliff's δ", true));
    List<List<Cell>> rows = differences.stream().map(DifferenceTable::row).toList();
    return new ReportTable(
        columns, rows, caption(differences.get(0).reference(), sharedExamples), List.of());
  }

  /** Why there is no table; empty if there is one, or fewer than two models. */
  public static String absence(StudyRecords records) {
    Collection<String> models = records.study().models().keySet();
    return models.size() < 2 || !records.differences().isEmpty()
        ? ""
        : "No model can be compared with %s: both models need two finished seeds with equal values of their shared grid keys."
            .formatted(models.iterator().next());
  }

  private static String caption(String reference, boolean sharedExamples) {
    return "Difference to "
        + reference
        + ", paired by seed. Intervals are 95 % confidence intervals. Across seeds: Student's t"
        + " over seeds"
        + (sharedExamples ? ", widened to include the bootstrap over seeds and examples" : "")
        + "; p of the paired t test. Within runs: the paired bootstrap over examples"
        + (sharedExamples ? "" : " of each seed")
        + "; p of the approximate randomization test. Both p are Holm-corrected within a metric. Effect sizes over seeds:"
        + " Cohen's d (pooled standard deviation) and Cliff's δ.";
  }

  private static List<Cell> row(Difference d) {
    Quantity quantity = Quantity.of(d.metric());
    return List.of(
        Cell.of(quantity.label()),
        Cell.of(models(d)),
        Cell.of(signed(quantity, d.difference())),
        Cell.of(range(quantity, d.over())),
        Cell.of(SignificantDigits.p(d.pSeeds())),
        Cell.of(range(quantity, d.within())),
        Cell.of(SignificantDigits.p(d.pExamples())),
        Cell.of(SignificantDigits.format(d.cohensD())),
        Cell.of(SignificantDigits.format(d.cliffsDelta())));
  }

  /**
   * The model and its grid point, and those of the reference if it has grid keys the model has not.
   */
  private static String models(Difference d) {
    String model = new Variant(d.model(), d.grid()).label();
    return d.grid().keySet().containsAll(d.referenceGrid().keySet())
        ? model
        : model + " against " + new Variant(d.reference(), d.referenceGrid()).label();
  }

  private static String signed(Quantity quantity, double value) {
    return (value > 0 ? "+" : "") + quantity.format(value);
  }

  private static String range(Quantity quantity, Difference.Range range) {
    return Double.isNaN(range.low())
        ? "–"
        : "%s to %s".formatted(signed(quantity, range.low()), signed(quantity, range.high()));
  }
}
