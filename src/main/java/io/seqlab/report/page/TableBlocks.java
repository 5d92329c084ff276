package io.seqlab.report.page;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.figure.Curve;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.DataTable;
import io.seqlab.report.html.Paragraph;
import io.seqlab.report.table.ResultTable;
import io.seqlab.report.table.ResultTable.Cell;
import io.seqlab.statistics.SampleSummary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Tables as they stand on a page. */
public final class TableBlocks {
  private TableBlocks() {}

  /** A table with what it means and what it leaves out below. */
  public static List<Block> of(String caption, ResultTable table) {
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
    table.missing().forEach(sentence -> blocks.add(new Paragraph(sentence)));
    return blocks;
  }

  private static DataTable.Cell cell(Cell cell) {
    return new DataTable.Cell(cell.plain(), cell.best());
  }

  /** The points of the lines of a figure: a row for each place, a column for each line. */
  public static DataTable of(LineFigure figure) {
    List<DataTable.Column> columns = new ArrayList<>();
    columns.add(new DataTable.Column(figure.x().label(), true));
    TreeSet<Double> places = new TreeSet<>();
    for (Curve curve : figure.curves()) {
      columns.add(new DataTable.Column(curve.label(), true));
      curve.points().forEach(point -> places.add(point.x()));
    }
    List<List<DataTable.Cell>> rows = new ArrayList<>();
    for (double place : places) {
      List<DataTable.Cell> row = new ArrayList<>();
      row.add(plain(BigDecimal.valueOf(place).stripTrailingZeros().toPlainString()));
      figure.curves().forEach(curve -> row.add(plain(value(figure.y(), curve, place))));
      rows.add(row);
    }
    return new DataTable(figure.y().label(), columns, rows);
  }

  private static String value(Quantity quantity, Curve curve, double place) {
    return curve.points().stream()
        .filter(point -> point.x() == place)
        .findFirst()
        .map(point -> shown(quantity, point.y()))
        .orElse("–");
  }

  private static String shown(Quantity quantity, SampleSummary spread) {
    String mean = quantity.format(spread.mean());
    return Double.isNaN(spread.deviation())
        ? mean
        : mean + " ± " + quantity.format(spread.deviation());
  }

  public static DataTable.Cell plain(String text) {
    return new DataTable.Cell(text, false);
  }
}
