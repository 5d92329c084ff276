package io.seqlab.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of words as lines whose columns stand below each other. */
public final class Columns {
  private static final String GAP = "  ";

  private final String sides;
  private final List<List<String>> rows = new ArrayList<>();

  /** One character a column: {@code <} begins together, {@code >} ends together, as numbers do. */
  public Columns(String sides) {
    this.sides = sides;
  }

  /** Adds a row; it may have fewer cells than there are columns. */
  public Columns row(Object... cells) {
    rows.add(Arrays.stream(cells).map(Object::toString).toList());
    return this;
  }

  /** The lines, each indented by the gap between columns. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        String fill = " ".repeat(width(c) - row.get(c).length());
        line.append(GAP);
        line.append(sides.charAt(c) == '>' ? fill + row.get(c) : row.get(c) + fill);
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
