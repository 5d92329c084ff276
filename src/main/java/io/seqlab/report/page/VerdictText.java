package io.seqlab.report.page;

import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.table.ResultTable;
import io.seqlab.report.table.ResultTable.Cell;
import io.seqlab.report.table.ResultTable.Column;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Ruling;
import io.seqlab.result.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Verdicts for people. */
public final class VerdictText {
  private static final String CAPTION =
      "A test is supported if its whole interval lies within the bound, refuted if it lies outside,"
          + " else inconclusive. The interval is Student's t over seeds, two-sided, at the test's"
          + " share of the claim's level of error, widened by the bootstrap over seeds and examples"
          + " where the scores of the examples are known; of a measure that must hold for every"
          + " seed, it is from the least to the largest. p is Holm-corrected within a claim.";

  private VerdictText() {}

  /** For the terminal: a line a claim, and a line a test below it. */
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

  /** Text of a study that steers no terminal: line breaks and other controls become blanks. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  /** A test, its numbers and its bound in a line; why it is inconclusive, if it is. */
  static String line(PartVerdict part) {
    String reason = part.reason().isEmpty() ? "" : " (" + part.reason() + ")";
    return "%s: %s, claimed %s%s".formatted(part.test(), numbers(part), part.bound(), reason);
  }

  /** How often the verdict errs, or why nothing is said of it. */
  static String certainty(Verdict verdict) {
    return Double.isNaN(verdict.level())
        ? "every seed looked at, least to greatest"
        : "error of at most %s %%".formatted(SignificantDigits.format(100 * verdict.level()));
  }

  private static String numbers(PartVerdict part) {
    return SignificantDigits.interval(part.estimate(), part.low(), part.high());
  }

  /** A row a test. */
  static ResultTable table(List<Verdict> verdicts) {
    List<Column> columns =
        List.of(
            new Column("Claim", false),
            new Column("Test", false),
            new Column("Estimate and interval", true),
            new Column("Claimed", false),
            new Column("Ruling", false),
            new Column("p", true),
            new Column("Effect (d)", true),
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
    return new ResultTable(columns, rows, CAPTION, reasons);
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
