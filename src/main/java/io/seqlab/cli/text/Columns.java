package io.seqlab.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A plain-text table with aligned columns. */
public final class Columns {
  private static final String GAP = "  ";

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
      for (int c = 0; c < row.size(); c++) {
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append(GAP);
        line.append(alignments.charAt(c) == '>' ? padding + row.get(c) : row.get(c) + padding);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
