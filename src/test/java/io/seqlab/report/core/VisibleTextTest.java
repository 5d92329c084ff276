package io.seqlab.report.core;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

  @ParameterizedTest
  @CsvSource({
    "1b, \\x1b",
    "07, \\x07",
    "08, \\x08",
    "0d, \\x0d",
    "00, \\x00",
    "7f, \\x7f",
    "9b, \\x9b",
    "85, \\x85",
    "9d, \\x9d",
    "202e, \\u202e",
    "2067, \\u2067",
    "200f, \\u200f",
    "61c, \\u061c",
    "2028, \\u2028"
  })
  void controlsBecomeTheirCodes(String hex, String code) {
    String text = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";
    assertThat(VisibleText.lines(text)).isEqualTo("a" + code + "b");
    assertThat(VisibleText.message(text)).isEqualTo("a" + code + "b");
  }

  @Test
  void wordsOfEveryScriptStayAsTheyAre() {
    String text = "añ ש של مرحبا 日本 👩‍👩‍👧 $1 \\x1b";
    assertThat(VisibleText.message(text)).isEqualTo(text);
  }

  @Test
  void aMessageIsOneLine() {
    assertThat(VisibleText.lines("a\tb\n")).isEqualTo("a\tb\n");
    assertThat(VisibleText.message("a\nseqlab: done\t")).isEqualTo("a\\x0aseqlab: done\\x09");
  }

  @Property
  void noControlIsLeft(@ForAll String text) {
    assertThat(VisibleText.message(text).codePoints()).noneMatch(Character::isISOControl);
    assertThat(VisibleText.lines(text).codePoints())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }
}
