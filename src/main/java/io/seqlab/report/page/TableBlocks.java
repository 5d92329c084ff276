package io.seqlab.report.page;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.figure.Curve;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.DataTable;
import io.seqlab.report.html.Paragraph;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Tables of a page. */
public final class TableBlocks {
  private TableBlocks() {}

  /** A table with its caption and notes below; nothing if it has no rows. */
  public static List<Block> of(String caption, ReportTable table) {
    if (table.rows().isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new DataTable(
            caption,
            table.columns().stream()
                .map(column -> new DataTable.Column(column.title(), column.numeric()))
                .toList(),
            table.rows().stream()
                .map(row -> row.stream().map(TableBlocks::cell).toList())
                .toList()));
    if (!table.caption().isEmpty()) {
      blocks.add(new Paragraph(table.caption()));
    }
    table.notes().forEach(note -> blocks.add(new Paragraph(note)));
    return blocks;
  }

  private static DataTable.Cell cell(Cell cell) {
    return new DataTable.Cell(cell.plain(), cell.best(), cell.link());
  }

  /** The data of a figure: one row per x, one column per line. */
  public static DataTable of(LineFigure figure) {
    List<DataTable.Column> columns = new ArrayList<>();
    columns.add(new DataTable.Column(figure.x().label(), true));
    TreeSet<Double> xs = new TreeSet<>();
    for (Curve curve : figure.curves()) {
      columns.add(new DataTable.Column(curve.label(), true));
      curve.points().forEach(point -> xs.add(point.x()));
    }
    List<List<DataTable.Cell>> rows = new ArrayList<>();
    for (double x : xs) {
      List<DataTable.Cell> row = new ArrayList<>();
      row.add(plain(BigDecimal.valueOf(x).stripTrailingZeros().toPlainString()));
      figure.curves().forEach(curve -> row.add(plain(value(figure.y(), curve, x))));
      rows.add(row);
    }
    return new DataTable(figure.y().label(), columns, rows);
  }

  private static String value(Quantity quantity, Curve curve, double x) {
    return curve.points().stream()
        .filter(point -> point.x() == x)
        .findFirst()
        .map(point -> point.format(quantity))
        .orElse("–");
  }

  public static DataTable.Cell plain(String text) {
    return new DataTable.Cell(text, false, "");
  }
}
