package io.seqlab.data.text;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.CorpusTaskSpec.TokenLevel;
import io.seqlab.config.task.TaskSpec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits text into tokens and joins tokens to text. {@code WORD} splits at Unicode white space and
 * joins with a space; {@code CHAR} splits into code points, white space included, and joining
 * restores the text. {@code lowercase} converts text to lower case first, independent of locale.
 */
public record Tokenizer(TokenLevel level, boolean lowercase) {
  /** Words, case preserved. */
  public static final Tokenizer WORD = new Tokenizer(TokenLevel.WORD, false);

  /** Code points, case preserved. */
  public static final Tokenizer CHAR = new Tokenizer(TokenLevel.CHAR, false);

  private static final Pattern WHITE_SPACE =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /** The tokenizer of a task, for both sides. */
  public static Tokenizer of(TaskSpec task) {
    return new Tokenizer(
        task.tokens(), task instanceof CorpusTaskSpec corpus && corpus.lowercase());
  }

  public List<String> tokenize(String text) {
    String cased = lowercase ? text.toLowerCase(Locale.ROOT) : text;
    return switch (level) {
      case WORD -> WHITE_SPACE.splitAsStream(cased).filter(word -> !word.isEmpty()).toList();
      case CHAR -> cased.codePoints().mapToObj(Character::toString).toList();
    };
  }

  public String detokenize(List<String> tokens) {
    return String.join(level == TokenLevel.WORD ? " " : "", tokens);
  }
}
