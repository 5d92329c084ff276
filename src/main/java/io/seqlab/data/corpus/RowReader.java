package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file with a pair in each row. */
final class RowReader implements PairReader {
  /** The form of a row. */
  @FunctionalInterface
  interface RowFormat {
    /**
     * The pair of a row.
     *
     * @param location of the row, for messages
     * @throws DataException if the row is not a pair
     */
    TextPair parse(String row, String location);
  }

  private final TextLines rows;
  private final RowFormat format;
  private final boolean skipMalformed;
  private int malformed;

  /**
   * Opens a file.
   *
   * @param skipMalformed whether rows that are not pairs are left out, instead of refused
   */
  RowReader(Path file, RowFormat format, boolean skipMalformed) {
    this.rows = new TextLines(file);
    this.format = format;
    this.skipMalformed = skipMalformed;
  }

  @Override
  public Optional<TextPair> next() {
    for (Optional<String> row = rows.next(); row.isPresent(); row = rows.next()) {
      try {
        String location = rows.location();
        return Optional.of(format.parse(PlainText.require(row.get(), location), location));
      } catch (DataException e) {
        if (!skipMalformed) {
          throw e;
        }
        malformed++;
      }
    }
    return Optional.empty();
  }

  @Override
  public int malformed() {
    return malformed;
  }

  @Override
  public void finish() {
    Optional<String> row;
    do {
      row = rows.next();
    } while (row.isPresent());
  }

  @Override
  public void close() {
    rows.close();
  }
}
