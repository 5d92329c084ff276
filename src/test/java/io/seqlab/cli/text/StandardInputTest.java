package io.seqlab.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.schema.ConfigException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardInputTest {
  private static StandardInput of(String text) {
    return new StandardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void readsLinesAsFilesAreRead() {
    StandardInput in = of("\u00ef\u00bb\u00bfa\r\n\u00c3\u00a9 b\n\nlast");
    assertThat(in.next(2)).containsExactly("a", "é b");
    assertThat(in.next(9)).containsExactly("", "last");
    assertThat(in.next(9)).isEmpty();
  }

  @Test
  void linesBeforeOneThatIsNotUtf8AreRead() {
    StandardInput in = of("a\n".repeat(900) + "\u00ff\nb\n");
    assertThat(in.next(1000)).hasSize(900);
    assertThatThrownBy(() -> in.next(1000))
        .isInstanceOf(ConfigException.class)
        .hasMessage("standard input, line 901: not valid UTF-8; convert it to UTF-8");
  }
}
