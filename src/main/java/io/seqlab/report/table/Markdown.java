package io.seqlab.report.table;

import io.seqlab.report.core.VisibleText;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.ReportTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes tables and text in GitHub-flavoured Markdown. */
public final class Markdown {
  private Markdown() {}

  public static String table(ReportTable table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(column -> escape(column.title())).toList());
    for (List<Cell> row : table.rows()) {
      lines.add(row.stream().map(Markdown::cell).toList());
    }
    List<Boolean> right = table.columns().stream().map(Column::numeric).toList();
    List<String> aligned = TextTable.align(lines, right, " | ");
    int[] widths = TextTable.widths(lines);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < aligned.size(); i++) {
      text.append("| ").append(aligned.get(i)).append(" |\n");
      if (i == 0) {
        text.append(rule(widths, right));
      }
    }
    return text.toString();
  }

  private static String rule(int[] widths, List<Boolean> right) {
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String dashes = "-".repeat(widths[i] + 1);
      rule.append(right.get(i) ? dashes + ":|" : ":" + dashes + "|");
    }
    return rule.append('\n').toString();
  }

  private static String cell(Cell cell) {
    String text = escape(cell.text());
    if (!cell.link().isEmpty()) {
      return "[" + text + "](" + cell.link() + ")";
    }
    String strong = cell.best() ? "**" + text + "**" : text;
    return cell.deviation().isEmpty() ? strong : strong + " ± " + cell.deviation();
  }

  /** Escapes text, so that it contains no emphasis, link, table cell or tag. */
  public static String escape(String text) {
    return VisibleText.lines(text)
        .codePoints()
        .mapToObj(Markdown::escape)
        .collect(Collectors.joining());
  }

  private static String escape(int c) {
    return switch (c) {
      case '<' -> "&lt;";
      case '&' -> "&amp;";
      case '\\', '`', '*', '_', '[', ']', '|', '#', '~', '$' -> "\\" + (char) c;
      case '\n', '\t' -> " ";
      default -> Character.toString(c);
    };
  }
}
