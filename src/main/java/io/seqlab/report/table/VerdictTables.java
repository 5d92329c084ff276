package io.seqlab.report.table;

import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Elsewhere;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tests and controls of a claim as tables. */
public final class VerdictTables {
  private static final List<Elsewhere> NONE = List.of();

  private VerdictTables() {}

  /**
   * One row per test, with the bounds at which its ruling changes.
   *
   * @param figure a link to the figure of the measure of a test; without text if there is none
   */
  public static ReportTable tests(Verdict verdict, Function<PartVerdict, Cell> figure) {
    List<List<Cell>> rows = new ArrayList<>();
    for (PartVerdict part : verdict.parts()) {
      String reason = part.reason().isEmpty() ? "" : ": " + part.reason();
      rows.add(
          List.of(
              Cell.of(numbered(rows.size(), part)),
              Cell.of(numbers(part)),
              Cell.of(part.bound()),
              Cell.of(part.ruling().key() + reason),
              Cell.of(part.breakingPoint()),
              figure.apply(part)));
    }
    return table(
        List.of(
            new Column("Test", false),
            new Column("Estimate and interval at " + confidence(verdict), true),
            new Column("Claimed", false),
            new Column("Ruling", false),
            new Column("Breaking point", false),
            new Column("Figure", false)),
        rows);
  }

  /**
   * One row per test: how it was made, its probabilities of error, and the result of all seeds. No
   * rows for quantities that are counted, which are exact.
   */
  public static ReportTable statistics(Verdict verdict) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < verdict.parts().size(); i++) {
      PartVerdict part = verdict.parts().get(i);
      if (part.counted()) {
        continue;
      }
      rows.add(
          List.of(
              Cell.of(String.valueOf(i + 1)),
              Cell.of(part.method()),
              Cell.of(seeds(part)),
              Cell.of(part.dropped() == 0 ? "" : interval(part.allSeeds())),
              Cell.of(SignificantDigits.p(part.p().support())),
              Cell.of(SignificantDigits.p(part.p().refutation())),
              Cell.of(compares(part) ? SignificantDigits.format(part.effect()) : "")));
    }
    return table(
        List.of(
            new Column("Test", true),
            new Column("Method", false),
            new Column("Seeds", true),
            new Column("From all seeds", true),
            new Column("p of support", true),
            new Column("p of refutation", true),
            new Column("d_z", true)),
        rows);
  }

  /**
   * One row per point that the tests do not select; no rows if there are none. Tests with the same
   * result at a point, such as those of two points of one dimension, share its row.
   */
  public static ReportTable elsewhere(Verdict verdict) {
    Map<List<Cell>, List<String>> tests = new LinkedHashMap<>();
    for (int i = 0; i < verdict.parts().size(); i++) {
      PartVerdict part = verdict.parts().get(i);
      for (Elsewhere other : part.ruling() == Ruling.INVALID ? NONE : part.elsewhere()) {
        List<Cell> result =
            List.of(
                Cell.of(other.point()),
                Cell.of(interval(other.estimate())),
                Cell.of(part.bound()),
                Cell.of(other.ruling().key()));
        tests.computeIfAbsent(result, key -> new ArrayList<>()).add(String.valueOf(i + 1));
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    tests.forEach(
        (result, numbers) -> {
          List<Cell> row = new ArrayList<>(List.of(Cell.of(String.join(", ", numbers))));
          row.addAll(result);
          rows.add(row);
        });
    return table(
        List.of(
            new Column("Test", true),
            new Column("Elsewhere", false),
            new Column("Estimate and interval", true),
            new Column("Claimed", false),
            new Column("Would be", false)),
        rows);
  }

  /** One row per control and model; no rows without controls. */
  public static ReportTable controls(Verdict verdict) {
    List<List<Cell>> rows =
        verdict.parts().stream().flatMap(part -> controls(part).stream()).distinct().toList();
    return table(
        List.of(
            new Column("Control", false),
            new Column("Seeds that meet it", true),
            new Column("Required (%)", true),
            new Column("Median", true),
            new Column("Result", false),
            new Column("Of all seeds run", true)),
        rows);
  }

  /** The controls of all tests, each once. */
  public static List<ControlResult> controlsOf(Verdict verdict) {
    return verdict.parts().stream().flatMap(part -> part.controls().stream()).distinct().toList();
  }

  private static List<List<Cell>> controls(PartVerdict part) {
    return part.controls().stream()
        .map(
            control ->
                List.of(
                    Cell.of(control.control()),
                    Cell.of(share(control)),
                    Cell.of(SignificantDigits.format(100 * control.required())),
                    Cell.of(SignificantDigits.format(control.median())),
                    control.passed() ? Cell.of("met") : Cell.strong("failed"),
                    part.controlsOfAllSeeds().stream()
                        .filter(each -> each.control().equals(control.control()))
                        .findFirst()
                        .map(each -> each.passed() ? Cell.of(share(each)) : failing(each))
                        .orElse(Cell.of(""))))
        .toList();
  }

  private static String share(ControlResult control) {
    return control.met() + " of " + control.seeds();
  }

  private static Cell failing(ControlResult control) {
    return Cell.strong(share(control) + ": would fail");
  }

  /** Whether the statistic of a seed compares two models or points. */
  private static boolean compares(PartVerdict part) {
    return switch (part.quantity().statistic()) {
      case DIFFERENCE, RATIO, SLOPE_OF_DIFFERENCE -> true;
      case VALUE, SHARE, SLOPE, EXPONENT -> false;
    };
  }

  /** Confidence of the interval between two bounds at the level: {@code 90 %}. */
  public static String confidence(Verdict verdict) {
    return SignificantDigits.format(100 - 200 * verdict.level()) + " %";
  }

  private static String numbered(int before, PartVerdict part) {
    return before + 1 + ". " + part.test();
  }

  /** Number of seeds that count, with those left out. */
  private static String seeds(PartVerdict part) {
    int all = Math.max(part.estimate().seeds() + part.dropped(), part.allSeeds().seeds());
    return part.dropped() == 0
        ? String.valueOf(part.estimate().seeds())
        : all - part.dropped() + " of " + all;
  }

  /** The estimate of a test and its interval; of a counted quantity the number alone. */
  public static String numbers(PartVerdict part) {
    return part.counted()
        ? SignificantDigits.format(part.estimate().value())
        : interval(part.estimate());
  }

  private static String interval(Estimate estimate) {
    return SignificantDigits.interval(estimate.value(), estimate.low(), estimate.high());
  }

  /** A table without the columns that are empty in every row. */
  private static ReportTable table(List<Column> columns, List<List<Cell>> rows) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      if (rows.stream().anyMatch(row -> !row.get(column).text().isEmpty())) {
        kept.add(i);
      }
    }
    return new ReportTable(
        kept.stream().map(columns::get).toList(),
        rows.stream().map(row -> kept.stream().map(row::get).toList()).toList(),
        "",
        List.of());
  }
}
