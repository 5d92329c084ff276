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

/** What a terminal shows of bars that are drawn over and over. */
class ProgressBarsTest {
  private static final RunKey FIRST = new RunKey("first", 1);
  private static final RunKey SECOND = new RunKey("second", 1);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ProgressBars block =
      new ProgressBars(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void barsStayBelowTheLinesThatAreKept() {
    block.printAbove("kept 1");
    block.put(FIRST, "first 10 %");
    block.put(SECOND, "second 10 %");
    block.put(FIRST, "first 90 %");
    assertThat(screen()).containsExactly("kept 1", "first 90 %", "second 10 %");
    block.printAbove("kept 2");
    assertThat(screen()).containsExactly("kept 1", "kept 2", "first 90 %", "second 10 %");
    block.remove(FIRST);
    block.printAbove("kept 3");
    block.put(SECOND, "second 20 %");
    assertThat(screen()).containsExactly("kept 1", "kept 2", "kept 3", "second 20 %");
    block.remove(SECOND);
    block.printAbove("kept 4");
    assertThat(screen()).containsExactly("kept 1", "kept 2", "kept 3", "kept 4", "");
  }

  /** A terminal that knows what is needed here: the ends of lines, up, and clear below. */
  private List<String> screen() {
    List<String> lines = new ArrayList<>(List.of(""));
    int row = 0;
    Matcher piece =
        Pattern.compile("\u001b\\[(\\d*)([AJ])|\r|\n|[^\u001b\r\n]+")
            .matcher(bytes.toString(StandardCharsets.UTF_8));
    while (piece.find()) {
      if ("A".equals(piece.group(2))) {
        row -= Integer.parseInt(piece.group(1));
      } else if ("J".equals(piece.group(2))) {
        lines.subList(row, lines.size()).clear();
        lines.add("");
      } else if (piece.group().equals("\n")) {
        lines.add("");
        row++;
      } else if (!piece.group().equals("\r")) {
        lines.set(row, lines.get(row) + piece.group());
      }
    }
    return lines;
  }
}
