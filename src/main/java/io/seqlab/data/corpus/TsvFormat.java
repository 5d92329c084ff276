package io.seqlab.data.corpus;

import io.seqlab.config.task.SplitFiles.Columns;
import io.seqlab.data.core.DataException;

/** Columns separated by tabs. A blank row is a pair of empty lines. */
record TsvFormat(Columns columns) implements RowReader.RowFormat {
  @Override
  public TextPair parse(String row, String location) {
    int required = Math.max(columns.source(), columns.target());
    String[] cells = (row.isBlank() ? "\t".repeat(required - 1) : row).split("\t", -1);
    if (cells.length < required) {
      throw new DataException(
          "%s: the row has %d of %d columns; separate columns by a tab, or leave such rows out with malformed: skip",
          location, cells.length, required);
    }
    return new TextPair(cells[columns.source() - 1], cells[columns.target() - 1]);
  }
}
