package io.seqlab.report.core;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text that cannot control a terminal, and whose order cannot deceive the reader of a page or
 * figure. Control characters (Unicode category Cc: C0, DEL and C1), line and paragraph separators,
 * and the characters that change the direction of text (Unicode property Bidi_Control) become their
 * codes: {@code \x1b}, {@code \u202e}.
 */
public final class VisibleText {
  private static final String DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069";
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}\u2028\u2029" + DIRECTIONS + "]");
  private static final Pattern CONTROLS_IN_LINES =
      Pattern.compile("[" + CONTROLS.pattern() + "&&[^\n\t]]");

  private VisibleText() {}

  /** Lines of text: keeps line feeds and tabs. */
  public static String lines(String text) {
    return CONTROLS_IN_LINES.matcher(text).replaceAll(VisibleText::code);
  }

  /** A message on one line. */
  public static String message(String text) {
    return CONTROLS.matcher(text).replaceAll(VisibleText::code);
  }

  private static String code(MatchResult control) {
    int c = control.group().charAt(0);
    return (c < 0x100 ? "\\\\x%02x" : "\\\\u%04x").formatted(c);
  }
}
