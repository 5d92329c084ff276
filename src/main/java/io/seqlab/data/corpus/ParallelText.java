package io.seqlab.data.corpus;

import io.seqlab.config.task.SplitFiles.Columns;
import io.seqlab.data.core.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads line pairs from two parallel files, or from one tab-separated file. */
public final class ParallelText {
  private ParallelText() {}

  /**
   * Reads two parallel files.
   *
   * @throws DataException if the files differ in number of lines, whatever the limit
   */
  public static List<TextPair> files(Path source, Path target, int limit) {
    List<TextPair> pairs = new ArrayList<>();
    try (TextLines sources = new TextLines(source);
        TextLines targets = new TextLines(target)) {
      long sourceLines = 0;
      long targetLines = 0;
      Optional<String> sourceLine = sources.next();
      Optional<String> targetLine = targets.next();
      while (sourceLine.isPresent() || targetLine.isPresent()) {
        sourceLines += sourceLine.isPresent() ? 1 : 0;
        targetLines += targetLine.isPresent() ? 1 : 0;
        if (sourceLine.isPresent() && targetLine.isPresent() && pairs.size() < limit) {
          pairs.add(new TextPair(sourceLine.get(), targetLine.get()));
        }
        sourceLine = sources.next();
        targetLine = targets.next();
      }
      if (sourceLines != targetLines) {
        throw new DataException(
            "%s has %d lines but %s has %d; line n of one must translate line n of the other",
            source, sourceLines, target, targetLines);
      }
    }
    return pairs;
  }

  /**
   * Reads a tab-separated file. A blank row is a pair of empty lines. Rows after the limit are read
   * as text only, as the checksum of a gzip file stands at its end.
   *
   * @throws DataException if a row has too few columns
   */
  static List<TextPair> tsv(Path file, Columns columns, int limit) {
    List<TextPair> pairs = new ArrayList<>();
    try (TextLines rows = new TextLines(file)) {
      for (Optional<String> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (pairs.size() < limit) {
          pairs.add(pair(row.get(), columns, rows));
        }
      }
    }
    return pairs;
  }

  private static TextPair pair(String row, Columns columns, TextLines rows) {
    int required = Math.max(columns.source(), columns.target());
    String[] cells = (row.isBlank() ? "\t".repeat(required - 1) : row).split("\t", -1);
    if (cells.length < required) {
      throw new DataException(
          "%s: the row has %d of %d columns; separate columns by a tab",
          rows.location(), cells.length, required);
    }
    return new TextPair(cells[columns.source() - 1], cells[columns.target() - 1]);
  }
}
