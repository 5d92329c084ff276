package io.seqlab.metric;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The tokenizer of NIST's mteval-v13a as in sacreBLEU: replaces SGML entities and separates ASCII
 * punctuation, except full stop and comma within numbers, a dash unless it follows a digit, and
 * apostrophes.
 *
 * <p>White space is what Python's {@code str.split} splits at: Unicode white space and the four
 * information separators.
 */
final class Tokenizer13a {
  private static final String WHITE = "[\\s\\x{1c}-\\x{1f}]+";
  private static final Pattern WHITE_SPACE = unicode(WHITE);
  private static final Pattern WHITE_SPACE_AT_END = unicode(WHITE + "\\z");
  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}&&[^',.\\-]]");
  private static final Pattern POINT_AFTER_NO_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE_NO_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])-");

  private Tokenizer13a() {}

  static List<String> tokenize(String sentence) {
    String text = " " + withoutSgml(WHITE_SPACE_AT_END.matcher(sentence).replaceFirst("")) + " ";
    text = PUNCTUATION.matcher(text).replaceAll(" $0 ");
    text = POINT_AFTER_NO_DIGIT.matcher(text).replaceAll("$1 $2 ");
    text = POINT_BEFORE_NO_DIGIT.matcher(text).replaceAll(" $1 $2");
    text = DASH_AFTER_DIGIT.matcher(text).replaceAll("$1 - ");
    return WHITE_SPACE.splitAsStream(text).filter(token -> !token.isEmpty()).toList();
  }

  /** Removes SGML: skipped segments, hyphenated line breaks, entities. */
  private static String withoutSgml(String sentence) {
    return sentence
        .replace("<skipped>", "")
        .replace("-\n", "")
        .replace('\n', ' ')
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }

  private static Pattern unicode(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }
}
