package io.seqlab.report.figure;

import java.lang.Character.UnicodeScript;

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
