package io.seqlab.data.text;

import java.util.ArrayList;
import java.util.List;

/** Words between Unicode white space. */
final class WordTokenizer implements Tokenizer {
  private static final char NEXT_LINE = '\u0085';

  @Override
  public List<String> tokenize(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || isWhiteSpace(text.charAt(end))) {
        if (end > start) {
          words.add(text.substring(start, end));
        }
        start = end + 1;
      }
    }
    return words;
  }

  /** The property White_Space of Unicode, whose characters are all in the basic plane. */
  private static boolean isWhiteSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= NEXT_LINE && (c == NEXT_LINE || Character.isSpaceChar(c)));
  }

  @Override
  public String detokenize(List<String> tokens) {
    return String.join(" ", tokens);
  }
}
