package io.seqlab.report.table;

import io.seqlab.report.core.VisibleText;
import io.seqlab.report.table.ReportTable.Cell;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a table in LaTeX; it requires the package booktabs. */
public final class LatexTable {
  private LatexTable() {}

  public static String table(ReportTable table) {
    String alignment =
        table.columns().stream()
            .map(column -> column.numeric() ? "r" : "l")
            .collect(Collectors.joining());
    StringBuilder text = new StringBuilder("% \\usepackage{booktabs}\n");
    text.append("\\begin{tabular}{").append(alignment).append("}\n\\toprule\n");
    text.append(row(table.columns().stream().map(column -> escape(column.title())).toList()));
    text.append("\\midrule\n");
    for (List<Cell> cells : table.rows()) {
      text.append(row(cells.stream().map(LatexTable::cell).toList()));
    }
    text.append("\\bottomrule\n\\end{tabular}\n");
    text.append("% ").append(VisibleText.message(table.caption())).append('\n');
    table.notes().forEach(note -> text.append("% ").append(VisibleText.message(note)).append('\n'));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  private static String cell(Cell cell) {
    String text = escape(cell.text());
    String strong = cell.best() ? "\\textbf{" + text + "}" : text;
    return cell.deviation().isEmpty() ? strong : strong + " $\\pm$ " + cell.deviation();
  }

  private static String escape(String text) {
    return VisibleText.message(text)
        .codePoints()
        .mapToObj(LatexTable::escape)
        .collect(Collectors.joining());
  }

  private static String escape(int c) {
    return switch (c) {
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) c;
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '–' -> "--";
      case '†' -> "\\dag{}";
      case '‡' -> "\\ddag{}";
      default -> Character.toString(c);
    };
  }
}
