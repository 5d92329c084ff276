package io.seqlab.report.figure;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates the width of a text from its characters: the layout of a figure must not depend on
 * installed fonts, and the fonts in which an SVG is displayed are unknown.
 */
final class TextWidth {
  private TextWidth() {}

  /** Width in pixels at a font size in pixels; a slight overestimate. */
  static int of(String text, int size) {
    return (int) Math.ceil(text.codePoints().mapToDouble(TextWidth::ems).sum() * size);
  }

  /**
   * Breaks a text into lines of at most a width in pixels, at spaces where there are any; a text of
   * more lines is truncated visibly.
   */
  static List<String> wrap(String text, int size, int width, int maxLines) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (!rest.isEmpty()) {
      int end = fitting(rest, size, width);
      int space = end == rest.length() ? end : rest.lastIndexOf(' ', end);
      int cut = space > 0 ? space : end;
      lines.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
      if (lines.size() == maxLines && !rest.isEmpty()) {
        String last = lines.get(maxLines - 1);
        int kept = fitting(last, size, width - of("…", size));
        lines.set(maxLines - 1, last.substring(0, kept).strip() + "…");
        return lines;
      }
    }
    return lines;
  }

  /** Number of leading chars that fit into a width; at least one code point. */
  private static int fitting(String text, int size, int width) {
    double used = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      used += ems(c) * size;
      if (used > width && end > 0) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static double ems(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
      return 0;
    }
    if (isWide(c)) {
      return 1;
    }
    if ("iljtfrI.,:;'|!()[] ".indexOf(c) >= 0) {
      return 0.36;
    }
    if ("mwMW@%".indexOf(c) >= 0) {
      return 0.9;
    }
    return Character.isUpperCase(c) ? 0.7 : 0.58;
  }

  private static boolean isWide(int c) {
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
      default -> (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF61) || c >= 0x1F000;
    };
  }
}
