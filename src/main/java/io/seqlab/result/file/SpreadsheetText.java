package io.seqlab.result.file;

import java.util.regex.Pattern;

/**
 * Text in cells that no spreadsheet takes for a formula: a backslash is put before text that begins
 * with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return, unless it is a
 * number. A backslash is put before backslashes in front of these as well, so that reading restores
 * every text.
 */
final class SpreadsheetText {
  private static final Pattern FORMULA = Pattern.compile("\\\\*[-=+@\t\r]");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private SpreadsheetText() {}

  static String escape(String text) {
    boolean formula = FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
    return formula ? "\\" + text : text;
  }

  /** The text of a cell; text that was not escaped, as in files of earlier versions, is kept. */
  static String unescape(String cell) {
    return cell.startsWith("\\") && FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
  }
}
