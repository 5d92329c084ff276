package io.seqlab.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.task.CorpusTaskSpec.TokenLevel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenizerTest {

  @Test
  void wordsStandBetweenRunsOfWhiteSpace() {
    assertThat(Tokenizer.WORD.tokenize("  ein\u00a0Hund \t läuft\u3000schnell . "))
        .containsExactly("ein", "Hund", "läuft", "schnell", ".");
    assertThat(Tokenizer.WORD.tokenize(" \u2003 ")).isEmpty();
  }

  @Test
  void charactersAreCodePoints() {
    assertThat(Tokenizer.CHAR.tokenize("a 😀é")).containsExactly("a", " ", "😀", "é");
    assertThat(Tokenizer.CHAR.tokenize("")).isEmpty();
  }

  @Test
  void lowerCaseFollowsNoLanguage() {
    Tokenizer lower = new Tokenizer(TokenLevel.WORD, true);
    assertThat(lower.tokenize("TITLE Straße ΟΔΟΣ")).containsExactly("title", "straße", "οδος");
  }

  @Property
  void charactersRoundTrip(@ForAll String text) {
    assertThat(Tokenizer.CHAR.detokenize(Tokenizer.CHAR.tokenize(text))).isEqualTo(text);
  }

  @Property
  void wordsRoundTripOnceSpaced(@ForAll String text) {
    String spaced = Tokenizer.WORD.detokenize(Tokenizer.WORD.tokenize(text));
    assertThat(Tokenizer.WORD.detokenize(Tokenizer.WORD.tokenize(spaced))).isEqualTo(spaced);
    assertThat(Tokenizer.WORD.tokenize(spaced))
        .isEqualTo(Tokenizer.WORD.tokenize(text))
        .noneMatch(String::isEmpty);
  }
}
