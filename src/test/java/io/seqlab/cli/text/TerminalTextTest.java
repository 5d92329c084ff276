package io.seqlab.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {

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
    assertThat(TerminalText.lines(text)).isEqualTo("a" + code + "b");
    assertThat(TerminalText.message(text)).isEqualTo("a" + code + "b");
  }

  @Test
  void wordsOfEveryScriptStayAsTheyAre() {
    String text = "añ ש של مرحبا 日本 👩‍👩‍👧 $1 \\x1b";
    assertThat(TerminalText.message(text)).isEqualTo(text);
  }

  @Test
  void aMessageIsOneLine() {
    assertThat(TerminalText.lines("a\tb\n")).isEqualTo("a\tb\n");
    assertThat(TerminalText.message("a\nseqlab: done\t")).isEqualTo("a\\x0aseqlab: done\\x09");
  }

  @Property
  void noControlIsLeft(@ForAll String text) {
    assertThat(TerminalText.message(text).codePoints()).noneMatch(Character::isISOControl);
    assertThat(TerminalText.lines(text).codePoints())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  @Test
  void aFileOrPipeGetsTheTextAsItIs() {
    assertThat(printed(false)).isEqualTo("\u001b]0;title\u0007\n");
    assertThat(printed(true)).isEqualTo("\\x1b]0;title\\x07\n");
  }

  private static String printed(boolean terminal) {
    StringWriter text = new StringWriter();
    new Output(new PrintWriter(text), terminal).line("\u001b]0;title\u0007");
    return text.toString();
  }
}
