package io.seqlab.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private static final String LONG = "rnn task.files.train=[/corpora/europarl/train.de, …]";

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Columns("<>").row("a", 1).row("long", 1000).row("b").text())
        .isEqualTo("  a        1\n  long  1000\n  b\n");
  }

  @Test
  void manyRowsTakeLinearTime() {
    Columns columns = new Columns("<>>");
    for (int row = 0; row < 50_000; row++) {
      columns.row("row", row, row);
    }
    String text = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), columns::text);
    assertThat(text.lines()).hasSize(50_000);
  }

  @Test
  void aLongCellKeepsTheColumnsAligned() {
    assertThat(
            new Columns("<>>")
                .row("model", "runs", "parameters")
                .row("luong", "3", "12,345")
                .row(LONG, "10", "9")
                .text())
        .isEqualTo(
            """
              model  runs  parameters
              luong     3      12,345
              %s
                       10           9
            """
                .formatted(LONG));
  }

  @Test
  void aLongLastCellStaysOnItsLine() {
    assertThat(new Columns("<<").row("doc", "x".repeat(99)).text())
        .isEqualTo("  doc  " + "x".repeat(99) + "\n");
    assertThat(new Columns("<<").row(LONG, "").text()).isEqualTo("  " + LONG + "\n");
  }
}
