package io.seqlab.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.text.Normalization;
import io.seqlab.config.text.TextSpec;
import io.seqlab.config.text.TokensSpec;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static final Tokenizer MTEVAL = new Tokenizer13a();
  private static final Tokenizer ICU = new IcuTokenizer();

  @Test
  void wordsStandBetweenRunsOfWhiteSpace() {
    assertThat(Tokenizer.WORD.tokenize("  ein\u00a0Hund \t läuft\u3000schnell . "))
        .containsExactly("ein", "Hund", "läuft", "schnell", ".");
    assertThat(Tokenizer.WORD.tokenize(" \u2003 ")).isEmpty();
  }

  @Test
  void whiteSpaceIsThatOfRegularExpressions() {
    Pattern space = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = "a" + Character.toString(c) + "b";
      assertThat(Tokenizer.WORD.tokenize(text)).as("%x", c).containsExactly(space.split(text));
    }
  }

  @Test
  void charactersAreCodePoints() {
    assertThat(Tokenizer.CHAR.tokenize("a 😀é")).containsExactly("a", " ", "😀", "é");
    assertThat(Tokenizer.CHAR.tokenize("")).isEmpty();
  }

  private static Tokenizer of(Normalization form, boolean lowercase) {
    return Tokenizers.of(new TextSpec(form, lowercase, new TokensSpec.Word()), null);
  }

  @Test
  void lowerCaseFollowsNoLanguage() {
    assertThat(of(Normalization.NONE, true).tokenize("TITLE Straße ΟΔΟΣ"))
        .containsExactly("title", "straße", "οδος");
  }

  @Test
  void normalizesToTheForm() {
    String text = "e\u0301 ﬁ Ａ１\u00a0½";
    assertThat(of(Normalization.NONE, false).tokenize(text).get(0)).isEqualTo("e\u0301");
    assertThat(of(Normalization.NFC, false).tokenize(text))
        .containsExactly("\u00e9", "ﬁ", "Ａ１", "½");
    assertThat(of(Normalization.NFKC, false).tokenize(text))
        .containsExactly("\u00e9", "fi", "A1", "1\u20442");
  }

  @Test
  void punctuationKeepsTheMarkOfItsJoint() {
    assertThat(MTEVAL.tokenize("Hello, world (it's 3-4)! ￭ x￭y"))
        .containsExactly(
            "Hello", "￭,", "world", "(￭", "it's", "3", "￭-￭", "4", "￭)", "￭!", "￭", "x", "￭￭",
            "￭y");
    assertThat(MTEVAL.detokenize(List.of("￭!", "Yes", "￭,", "no", "(￭", "￭", "￭￭")))
        .isEqualTo("! Yes, no (￭￭");
  }

  @Test
  void wordsWithoutSpacesComeFromDictionaries() {
    assertThat(ICU.tokenize("我喜欢吃苹果。")).containsExactly("我", "喜欢", "吃", "苹果", "。");
    assertThat(ICU.tokenize("私は学生です")).containsExactly("私", "は", "学生", "です");
    assertThat(ICU.tokenize("ฉันรักแมว")).containsExactly("ฉัน", "รัก", "แมว");
    assertThat(ICU.tokenize("她用 iPhone 15!")).containsExactly("她", "用", "▁iPhone", "▁15", "!");
    assertThat(ICU.tokenize("a▁b ▁")).containsExactly("a", "▁", "b", "▁▁");
    assertThat(ICU.detokenize(List.of("▁我", "喜欢", "▁iPhone", "▁▁"))).isEqualTo("我喜欢 iPhone ▁");
  }

  @Property
  void charactersRoundTrip(@ForAll String text) {
    assertThat(Tokenizer.CHAR.detokenize(Tokenizer.CHAR.tokenize(text))).isEqualTo(text);
  }

  @Property
  void wordsRoundTripOnceSpaced(@ForAll String text) {
    String spaced = spaced(text);
    assertThat(spaced(spaced)).isEqualTo(spaced);
    assertThat(Tokenizer.WORD.tokenize(spaced))
        .isEqualTo(Tokenizer.WORD.tokenize(text))
        .noneMatch(String::isEmpty);
  }

  private static String spaced(String text) {
    return Tokenizer.WORD.detokenize(Tokenizer.WORD.tokenize(text));
  }

  @Property
  void joiningRestoresTheText(@ForAll("hostile") String text) {
    for (Tokenizer tokenizer : List.of(MTEVAL, ICU)) {
      assertThat(tokenizer.detokenize(tokenizer.tokenize(text))).isEqualTo(spaced(text));
      assertThat(tokenizer.tokenize(text)).noneMatch(String::isEmpty);
    }
  }

  /** Text of marks, white space, punctuation, combining marks, CJK and emoji. */
  @Provide
  static Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("ab1.,-'!￭▁@</w>0xE4 \t\u00a0\u0301中文日กา").ofMaxLength(40),
        Arbitraries.of(
            "👩‍👩‍👧 😀￭😀", "￭￭￭ ▁▁▁ ￭▁", "\u0301 \u0301", "a\u2028b", "-3.5,-", "@@ a@@ @@@"),
        Arbitraries.strings().ofMaxLength(30));
  }
}
