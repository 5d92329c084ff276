package io.seqlab.report.html;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table that a script makes sortable by any column. The first cell of a row is its header.
 *
 * @param rows each as wide as the columns
 */
public record DataTable(String caption, List<Column> columns, List<List<Cell>> rows)
    implements Block {

  /** A column; numeric columns are right-aligned and sorted by value. */
  public record Column(String title, boolean numeric) {
    String kind() {
      return numeric ? "number" : "text";
    }
  }

  /**
   * A cell.
   *
   * @param link id of an element of the page that the text refers to; empty if none
   */
  public record Cell(String text, boolean strong, String link) {}

  @Override
  public String html() {
    return Templates.render(
        "table",
        Map.of(
            "caption", caption,
            "columns", columns,
            "rows", rows.stream().map(this::withKinds).toList()));
  }

  /** The cells of a row with the kind of their column. */
  private List<Map<String, Object>> withKinds(List<Cell> row) {
    return IntStream.range(0, row.size())
        .mapToObj(
            i ->
                Map.<String, Object>of(
                    "text", row.get(i).text(),
                    "strong", row.get(i).strong(),
                    "link", row.get(i).link(),
                    "kind", columns.get(i).kind()))
        .toList();
  }
}
