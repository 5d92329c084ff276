package io.seqlab.report.page;

import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Verdict;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The verdicts of a study at a glance: one row per claim, with its deciding tests. */
final class VerdictSummary {
  private VerdictSummary() {}

  /**
   * A table of verdicts.
   *
   * @param target what the row of a verdict links to
   */
  static ReportTable of(List<Verdict> verdicts, Function<Verdict, String> target) {
    List<Column> columns =
        List.of(
            new Column("Verdict", false),
            new Column("Claim", false),
            new Column("Deciding result", false),
            new Column("Required", false));
    return new ReportTable(
        columns, verdicts.stream().map(each -> row(each, target)).toList(), "", List.of());
  }

  private static List<Cell> row(Verdict verdict, Function<Verdict, String> target) {
    return List.of(
        Cell.strong(verdict.ruling().key()),
        Cell.link(verdict.claim() + ": " + verdict.sentence(), target.apply(verdict)),
        Cell.of(
            verdict.deciding().stream()
                .map(part -> VerdictText.test(part) + ": " + VerdictText.numbers(verdict, part))
                .collect(Collectors.joining("; "))),
        Cell.of(
            verdict.deciding().stream()
                .map(PartVerdict::bound)
                .distinct()
                .collect(Collectors.joining("; "))));
  }
}
