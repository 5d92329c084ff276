package io.seqlab.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.record.RunKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The terminal screen after redrawing bars. */
class ProgressBarsTest {
  private static final RunKey FIRST = new RunKey("first", 1);
  private static final RunKey SECOND = new RunKey("second", 1);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ProgressBars bars =
      new ProgressBars(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void barsStayBelowPrintedLines() {
    bars.printAbove("line 1");
    bars.put(FIRST, "first 10 %");
    bars.put(SECOND, "second 10 %");
    bars.put(FIRST, "first 90 %");
    assertThat(screen()).containsExactly("line 1", "first 90 %", "second 10 %");
    bars.printAbove("line 2");
    assertThat(screen()).containsExactly("line 1", "line 2", "first 90 %", "second 10 %");
    bars.remove(FIRST);
    bars.printAbove("line 3");
    bars.put(SECOND, "second 20 %");
    assertThat(screen()).containsExactly("line 1", "line 2", "line 3", "second 20 %");
    bars.remove(SECOND);
    bars.printAbove("line 4");
    assertThat(screen()).containsExactly("line 1", "line 2", "line 3", "line 4", "");
  }

  /** A minimal terminal: carriage return, line feed, cursor up, and clear below. */
  private List<String> screen() {
    List<String> lines = new ArrayList<>(List.of(""));
    int row = 0;
    Matcher token =
        Pattern.compile("\u001b\\[(\\d*)([AJ])|\r|\n|[^\u001b\r\n]+")
            .matcher(bytes.toString(StandardCharsets.UTF_8));
    while (token.find()) {
      if ("A".equals(token.group(2))) {
        row -= Integer.parseInt(token.group(1));
      } else if ("J".equals(token.group(2))) {
        lines.subList(row, lines.size()).clear();
        lines.add("");
      } else if (token.group().equals("\n")) {
        lines.add("");
        row++;
      } else if (!token.group().equals("\r")) {
        lines.set(row, lines.get(row) + token.group());
      }
    }
    return lines;
  }
}
