package io.seqlab.report.page;

import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Verdicts as text and table. */
public final class VerdictText {
  private static final String CAPTION =
      "A test is supported if the probability of its data, should the claimed bound not hold, is at"
          + " most the level of the claim; refuted if that of its data, should the bound hold, is at"
          + " most the level, Holm-corrected for the tests of the claim. The ends of the interval are"
          + " one-sided confidence bounds at the level. Seeds that do not meet the controls are left"
          + " out. d_z: mean over seeds divided by standard deviation over seeds.";

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

  /** A test, its estimate and bound in one line, with the reason or the breaking point. */
  static String line(PartVerdict part) {
    String note = part.reason().isEmpty() ? part.breakingPoint() : part.reason();
    return "%s: %s, claimed %s%s"
        .formatted(
            part.test(), numbers(part), part.bound(), note.isEmpty() ? "" : " (" + note + ")");
  }

  /** The level of the tests of a claim and of their intervals. */
  static String intervals(Verdict verdict) {
    double percent = 100 * verdict.level();
    return "level %s %%; intervals at %s %% confidence, each end at the level"
        .formatted(SignificantDigits.format(percent), SignificantDigits.format(100 - 2 * percent));
  }

  static String numbers(PartVerdict part) {
    PartVerdict.Estimate estimate = part.estimate();
    return SignificantDigits.interval(estimate.value(), estimate.low(), estimate.high());
  }

  /** Number of seeds that count, with those left out. */
  static String seeds(PartVerdict part) {
    return part.dropped() == 0
        ? String.valueOf(part.estimate().seeds())
        : "%d of %d".formatted(part.estimate().seeds(), part.estimate().seeds() + part.dropped());
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
            new Column("p support", true),
            new Column("p refutation", true),
            new Column("d_z", true),
            new Column("Seeds", true));
    List<List<Cell>> rows = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      for (PartVerdict part : verdict.parts()) {
        rows.add(row(verdict.claim(), part));
        if (!part.reason().isEmpty()) {
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
        Cell.of(SignificantDigits.p(part.p().support())),
        Cell.of(SignificantDigits.p(part.p().refutation())),
        Cell.of(SignificantDigits.format(part.effect())),
        Cell.of(seeds(part)));
  }
}
