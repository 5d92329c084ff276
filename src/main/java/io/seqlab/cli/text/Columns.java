package io.seqlab.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plain-text table with aligned columns. After a cell that is longer than {@value #MAX_WIDTH}
 * characters, such as a name with paths of files, the row continues on the next line.
 */
public final class Columns {
  private static final String GAP = "  ";
  private static final int MAX_WIDTH = 48;

  private final String alignments;
  private final List<List<String>> rows = new ArrayList<>();

  /** One character per column: {@code <} aligns left, {@code >} right. */
  public Columns(String alignments) {
    this.alignments = alignments;
  }

  /** Adds a row; it may have fewer cells than there are columns. */
  public Columns row(Object... cells) {
    rows.add(Arrays.stream(cells).map(Object::toString).toList());
    return this;
  }

  /** The lines, each indented by the column gap. */
  public String text() {
    int[] widths = IntStream.range(0, alignments.length()).map(this::width).toArray();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      boolean continued = false;
      for (int c = 0; c < row.size(); c++) {
        String cell = row.get(c);
        String padding = " ".repeat(Math.max(0, widths[c] - cell.length()));
        line.append(GAP).append(alignments.charAt(c) == '>' ? padding + cell : cell + padding);
        if (cell.length() > widths[c]) {
          text.append(line).append('\n');
          line = new StringBuilder(" ".repeat(start(widths, c + 1)));
          continued = true;
        }
      }
      String rest = line.toString().stripTrailing();
      text.append(continued && rest.isEmpty() ? "" : rest + "\n");
    }
    return text.toString();
  }

  /** Where a column begins. */
  private static int start(int[] widths, int column) {
    return IntStream.range(0, column).map(c -> GAP.length() + widths[c]).sum();
  }

  /** The longest cell that leaves room for the columns after it; the last column has no limit. */
  private int width(int column) {
    int limit = column == alignments.length() - 1 ? Integer.MAX_VALUE : MAX_WIDTH;
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .filter(length -> length <= limit)
        .max()
        .orElse(0);
  }
}
