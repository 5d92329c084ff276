package io.seqlab.data.text;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.CorpusTaskSpec.TokenLevel;
import io.seqlab.config.task.TaskSpec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text into tokens and back. {@code WORD} splits at runs of Unicode white space and joins with one
 * space; {@code CHAR} makes each code point a token, white space too, so that joining gives the
 * text back. With {@code lowercase}, text is put in lower case first, by the rules of no language.
 */
public record Tokenizer(TokenLevel level, boolean lowercase) {
  /** Words, as they stand. */
  public static final Tokenizer WORD = new Tokenizer(TokenLevel.WORD, false);

  /** Code points, as they stand. */
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
