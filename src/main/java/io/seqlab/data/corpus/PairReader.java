package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import java.util.Optional;

/** Reads the pairs of a text one after another, in the order of its lines. */
interface PairReader extends AutoCloseable {
  /**
   * The next pair; empty at the end.
   *
   * @throws DataException if the text is damaged; names file and line
   */
  Optional<TextPair> next();

  /** Rows that were left out so far because they are not pairs. */
  int malformed();

  /**
   * Reads the rest without its pairs: the checksum of a gzip file stands at its end, and two
   * parallel files must have the same number of lines.
   */
  void finish();

  @Override
  void close();
}
