package io.seqlab.result.delimited;

import java.util.regex.Pattern;

/**
 * Text in cells that no spreadsheet takes for a formula: a backslash is put before text that begins
 * with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return, unless it is a
 * number. A backslash is put before backslashes in front of these as well, so that reading restores
 * every text.
 *
 * <p>Tab-separated text has no quotes. In its cells tab, line feed, carriage return and backslash
 * are {@code \t}, {@code \n}, {@code \r} and {@code \\}, and a first quotation mark stands behind a
 * backslash, too. A backslash before any other character, also a tab as in files of earlier
 * versions, means that character.
 */
final class CellText {
  private static final Pattern FORMULA = Pattern.compile("\\\\*[-=+@\t\r]");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private CellText() {}

  static String escape(String text) {
    boolean formula = FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
    return formula ? "\\" + text : text;
  }

  /** The text of a cell; text that was not escaped, as in files of earlier versions, is kept. */
  static String unescape(String cell) {
    return cell.startsWith("\\") && FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
  }

  /** For tab-separated text. */
  static String escapeTsv(String text) {
    String cell =
        text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    return cell.startsWith("\"") ? "\\" + cell : escape(cell);
  }

  /** The character that stands after a backslash in tab-separated text. */
  static char unescapedTsv(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
