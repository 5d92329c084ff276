package io.seqlab.report.table;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ResultTable.Cell;
import io.seqlab.report.table.ResultTable.Column;
import io.seqlab.result.record.Difference;
import java.util.Collection;
import java.util.List;

/** Every model against the first, in every metric. */
public final class DifferenceTable {
  private DifferenceTable() {}

  /** A row a metric and model; there must be one. */
  public static ResultTable of(List<Difference> differences) {
    List<Column> columns =
        List.of(
            new Column("Metric", false),
            new Column("Model", false),
            new Column("Difference", true),
            new Column("95 %, other seeds", true),
            new Column("p", true),
            new Column("95 %, these runs", true),
            new Column("p", true),
            new Column("d", true),
            new Column("δ", true));
    List<List<Cell>> rows = differences.stream().map(DifferenceTable::row).toList();
    return new ResultTable(columns, rows, caption(differences.get(0).reference()), List.of());
  }

  /** Why there is no such table; empty if there is one, or nothing to compare. */
  public static String absence(StudyRecords records) {
    Collection<String> models = records.study().models().keySet();
    return models.size() < 2 || !records.differences().isEmpty()
        ? ""
        : "No model can be compared with %s: that takes two seeds of both, done, with equal values of the grid keys they share."
            .formatted(models.iterator().next());
  }

  private static String caption(String reference) {
    return "Difference to "
        + reference
        + ", run against run of the same seed. Other seeds: Student's t over seeds, widened by the"
        + " bootstrap over seeds and examples; p of the paired t test. These runs: the paired"
        + " bootstrap over examples within seeds; p of approximate randomisation. Both p are"
        + " Holm-corrected within a metric. Effect over seeds: Cohen's d and Cliff's δ.";
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
   * The model and its point; that of the reference, too, where it has keys that the model has not.
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
