package io.seqlab.report.table;

import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import java.util.ArrayList;
import java.util.List;

/** Writes a table for the terminal: columns aligned with spaces, no rules. */
public final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /**
   * Lines no wider than {@code width}, notes below. Columns that do not fit are omitted from the
   * right and listed; the first two columns are always shown.
   */
  public static String render(ReportTable table, int width) {
    int shown = table.columns().size();
    List<String> lines = lines(table, shown);
    while (shown > 2 && lines.stream().anyMatch(line -> line.length() > width)) {
      lines = lines(table, --shown);
    }
    StringBuilder text = new StringBuilder(String.join("\n", lines)).append('\n');
    if (shown < table.columns().size()) {
      List<String> hidden =
          table.columns().subList(shown, table.columns().size()).stream()
              .map(Column::title)
              .toList();
      text.append("Columns omitted to fit the width: ")
          .append(String.join(", ", hidden))
          .append(".\n");
    }
    table.notes().forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private static List<String> lines(ReportTable table, int shown) {
    List<Column> columns = table.columns().subList(0, shown);
    List<List<String>> rows =
        table.rows().stream()
            .map(row -> row.stream().limit(shown).map(Cell::plain).toList())
            .toList();
    List<List<String>> all = new ArrayList<>(header(columns, rows));
    all.addAll(rows);
    List<Boolean> right = columns.stream().map(Column::numeric).toList();
    return align(all, right, GAP).stream().map(String::stripTrailing).toList();
  }

  /** Titles wrapped at spaces to the width of the cells below, aligned at the bottom. */
  private static List<List<String>> header(List<Column> columns, List<List<String>> rows) {
    List<List<String>> titles = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      int cells = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      titles.add(wrap(columns.get(i).title(), cells));
    }
    int height = titles.stream().mapToInt(List::size).max().orElse(0);
    List<List<String>> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      int fromBelow = height - line;
      lines.add(
          titles.stream()
              .map(t -> t.size() < fromBelow ? "" : t.get(t.size() - fromBelow))
              .toList());
    }
    return lines;
  }

  private static List<String> wrap(String title, int width) {
    List<String> lines = new ArrayList<>();
    for (String word : List.of(title.split(" ", -1))) {
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + 1 + word.length() <= width) {
        lines.set(last, lines.get(last) + " " + word);
      } else {
        lines.add(word);
      }
    }
    return lines;
  }

  /** Each row as one line, its cells padded to the width of their column. */
  static List<String> align(List<List<String>> rows, List<Boolean> right, String gap) {
    int[] widths = widths(rows);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        cells.add(right.get(i) ? padding + row.get(i) : row.get(i) + padding);
      }
      lines.add(String.join(gap, cells));
    }
    return lines;
  }

  /** The width of each column, in characters. */
  static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }
}
