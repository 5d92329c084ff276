package io.seqlab.result.file;

/**
 * Tab-separated text without quotes. In a cell, tab, line feed, carriage return and backslash are
 * {@code \t}, {@code \n}, {@code \r} and {@code \\}, and a backslash stands before a first
 * character that a spreadsheet takes for the start of a formula or a quotation: {@code \=}, {@code
 * \+}, {@code \-}, {@code \@}, {@code \"}. A backslash before any other character, also a tab as in
 * files of earlier versions, means that character.
 */
final class TsvText {
  private TsvText() {}

  static String escape(String text) {
    String cell =
        text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    return cell.startsWith("\"") ? "\\" + cell : SpreadsheetText.escape(cell);
  }

  /** The character that stands after a backslash. */
  static char unescaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
