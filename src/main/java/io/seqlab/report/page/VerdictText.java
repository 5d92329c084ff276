package io.seqlab.report.page;

import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Ruling;
import io.seqlab.result.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Verdicts as text and table. */
public final class VerdictText {
  private static final String CAPTION =
      "A test is supported if its interval lies within the bound, refuted if it lies outside,"
          + " otherwise inconclusive. The interval is the two-sided Student's t interval over seeds"
          + " at the Bonferroni-corrected level of the claim, widened to include the bootstrap over"
          + " seeds and examples if per-example scores are available; for a test that must hold for"
          + " every seed, it is min to max across seeds. p is Holm-corrected within a claim."
          + " d_z: mean over seeds divided by standard deviation over seeds.";

  private VerdictText() {}

  /** For the terminal: one line per claim, followed by one line per test. */
  public static String text(List<Verdict> verdicts) {
    return verdicts.stream().map(VerdictText::text).collect(Collectors.joining());
  }

  static String text(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    String sentence = verdict.sentence();
    text.append("%s %s: %s".formatted(verdict.claim(), verdict.ruling().key(), oneLine(sentence)));
    text.append('\n');
    for (PartVerdict part : verdict.parts()) {
      text.append("  %s: %s\n".formatted(part.ruling().key(), oneLine(line(part))));
    }
    return text.toString();
  }

  /**
   * Replaces line breaks and control characters, which could inject terminal escapes, by spaces.
   */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  /** A test, its estimate and bound in one line, with the reason if it is inconclusive. */
  static String line(PartVerdict part) {
    String reason = part.reason().isEmpty() ? "" : " (" + part.reason() + ")";
    return "%s: %s, claimed %s%s".formatted(part.test(), numbers(part), part.bound(), reason);
  }

  /** Describes the intervals of the tests: their error rate, or that they are ranges over seeds. */
  static String intervals(Verdict verdict) {
    return Double.isNaN(verdict.level())
        ? "min to max across seeds"
        : "family-wise error rate at most %s %%"
            .formatted(SignificantDigits.format(100 * verdict.level()));
  }

  private static String numbers(PartVerdict part) {
    return SignificantDigits.interval(part.estimate(), part.low(), part.high());
  }

  /** One row per test. */
  static ReportTable table(List<Verdict> verdicts) {
    List<Column> columns =
        List.of(
            new Column("Claim", false),
            new Column("Test", false),
            new Column("Estimate and interval", true),
            new Column("Claimed", false),
            new Column("Verdict", false),
            new Column("p", true),
            new Column("d_z", true),
            new Column("Seeds", true));
    List<List<Cell>> rows = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      for (PartVerdict part : verdict.parts()) {
        rows.add(row(verdict.claim(), part));
        if (part.ruling() == Ruling.INCONCLUSIVE) {
          reasons.add("%s, %s: %s.".formatted(verdict.claim(), part.test(), part.reason()));
        }
      }
    }
    return new ReportTable(columns, rows, CAPTION, reasons);
  }

  private static List<Cell> row(String claim, PartVerdict part) {
    return List.of(
        Cell.of(claim),
        Cell.of(part.test()),
        Cell.of(numbers(part)),
        Cell.of(part.bound()),
        Cell.of(part.ruling().key()),
        Cell.of(SignificantDigits.p(part.p())),
        Cell.of(SignificantDigits.format(part.effect())),
        Cell.of(String.valueOf(part.seeds())));
  }
}
