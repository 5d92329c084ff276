package io.seqlab.report.table;

import io.seqlab.report.core.Variant;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import io.seqlab.result.handin.GradedOutput;
import io.seqlab.result.handin.RunParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables that only a hand-in sheet has. */
public final class HandinTables {
  private HandinTables() {}

  /**
   * The parameters of models.
   *
   * @param models names of the models that have them
   */
  public record ModelParameters(String models, ReportTable table) {}

  /** Outputs that are right, or those that are wrong. */
  public static ReportTable outputs(List<GradedOutput> outputs, boolean right) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Model", false));
    columns.add(new Column("Example", true));
    columns.add(new Column("Source", false));
    columns.add(new Column(right ? "Output" : "Reference", false));
    if (!right) {
      columns.add(new Column("Output", false));
    }
    List<List<Cell>> rows =
        outputs.stream().filter(each -> each.correct() == right).map(HandinTables::row).toList();
    return new ReportTable(columns, rows, "", List.of());
  }

  private static List<Cell> row(GradedOutput each) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(Variant.of(each.run()).label()));
    cells.add(Cell.of(String.valueOf(each.number())));
    cells.add(Cell.of(each.source()));
    cells.add(Cell.of(each.reference()));
    if (!each.correct()) {
      cells.add(Cell.of(each.output()));
    }
    return cells;
  }

  /** A table for each list of parameters that models and grid points share. */
  public static List<ModelParameters> parameters(List<RunParameters> all) {
    Map<Map<String, List<Long>>, List<String>> models = new LinkedHashMap<>();
    for (RunParameters each : all) {
      models
          .computeIfAbsent(each.shapes(), shapes -> new ArrayList<>())
          .add(Variant.of(each.run()).label());
    }
    return models.entrySet().stream()
        .map(each -> new ModelParameters(names(each.getValue()), table(each.getKey())))
        .toList();
  }

  private static String names(List<String> models) {
    return String.join("; ", models);
  }

  private static ReportTable table(Map<String, List<Long>> shapes) {
    List<Column> columns =
        List.of(
            new Column("Parameter", false), new Column("Shape", true), new Column("Size", true));
    List<List<Cell>> rows = new ArrayList<>();
    long sum = 0;
    for (Map.Entry<String, List<Long>> parameter : shapes.entrySet()) {
      long size = RunParameters.count(parameter.getValue());
      String shape =
          parameter.getValue().stream()
              .map(HandinTables::number)
              .collect(Collectors.joining(" × "));
      rows.add(List.of(Cell.of(parameter.getKey()), Cell.of(shape), Cell.of(number(size))));
      sum += size;
    }
    rows.add(List.of(Cell.strong("Sum"), Cell.of(""), Cell.strong(number(sum))));
    return new ReportTable(columns, rows, "", List.of());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
