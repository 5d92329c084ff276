package io.seqlab.report.table;

import io.seqlab.report.core.Quantity;
import io.seqlab.statistics.SampleSummary;
import java.util.List;

/**
 * A table of a report. {@link Markdown}, {@link LatexTable} and {@link TextTable} write it.
 *
 * @param rows each as wide as the columns
 * @param caption what the numbers mean
 * @param notes sentences below the table, such as runs excluded from the means
 */
public record ReportTable(
    List<Column> columns, List<List<Cell>> rows, String caption, List<String> notes) {

  /** A column; numeric columns are right-aligned. */
  public record Column(String title, boolean numeric) {}

  /**
   * A cell.
   *
   * @param deviation formatted standard deviation; empty if there is none
   * @param best whether the value is the best of its column and another row has a worse one
   * @param link what the text refers to, in the page of the table; empty if nothing
   */
  public record Cell(String text, String deviation, boolean best, String link) {
    Cell(String text, String deviation, boolean best) {
      this(text, deviation, best, "");
    }

    public static Cell of(String text) {
      return new Cell(text, "", false);
    }

    /** A text that stands out. */
    public static Cell strong(String text) {
      return new Cell(text, "", true);
    }

    public static Cell link(String text, String target) {
      return new Cell(text, "", false, target);
    }

    /** Mean and standard deviation; the latter only if it is defined. */
    static Cell of(Quantity quantity, SampleSummary summary) {
      return new Cell(quantity.format(summary.mean()), deviation(quantity, summary), false);
    }

    static String deviation(Quantity quantity, SampleSummary summary) {
      return Double.isNaN(summary.deviation()) ? "" : quantity.format(summary.deviation());
    }

    /** A copy with text after the number. */
    Cell with(String text) {
      return deviation.isEmpty()
          ? new Cell(this.text + text, "", best)
          : new Cell(this.text, deviation + text, best);
    }

    public String plain() {
      return deviation.isEmpty() ? text : text + " ± " + deviation;
    }
  }
}
