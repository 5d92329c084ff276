package io.seqlab.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OutputTest {
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
