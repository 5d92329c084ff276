package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;

/** What a line of a corpus must not contain. */
final class PlainText {
  private PlainText() {}

  /**
   * Rejects a line with a NUL byte, or with a carriage return that no line feed follows: programs
   * disagree whether such a line ends there, and the sides of a corpus would no longer correspond.
   *
   * @param location of the line, for messages
   */
  static String require(String line, String location) {
    if (line.indexOf('\0') >= 0) {
      throw new DataException(
          "%s: the line contains a NUL byte; check that this is a text file in UTF-8", location);
    } else if (line.indexOf('\r') >= 0) {
      throw new DataException(
          "%s: the line contains a carriage return without a line feed, which may or may not end"
              + " it; replace each by a line feed (tr '\\r' '\\n') or by a space",
          location);
    }
    return line;
  }
}
