package io.seqlab.result.file;

import java.util.ArrayList;
import java.util.List;

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

  /** The cells of each line. */
  static List<List<String>> parse(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        cell.append(unescaped(text.charAt(i)));
      } else if (c == '\t' || c == '\n') {
        cells.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          lines.add(cells);
          cells = new ArrayList<>();
        }
      } else if (c != '\r') { // not in a cell: the end of a line that another program wrote
        cell.append(c);
      }
    }
    return lines;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
