package io.seqlab.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ColumnsTest {
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
}
