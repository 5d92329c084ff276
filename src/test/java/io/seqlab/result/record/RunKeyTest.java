package io.seqlab.result.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunKeyTest {
  @Test
  void folderContainsModelSeedAndGrid() {
    assertThat(new RunKey("rnn", 3).folder()).isEqualTo("runs/rnn/s3");
    assertThat(new RunKey("rnn", 3, Map.of("task.symbols", "50")).folder())
        .isEqualTo("runs/rnn/s3-task.symbols=50");
  }

  @Test
  void emptyValueIsDropped() {
    RunKey key = new RunKey("rnn", 3, Map.of("model.d_model", ""));
    assertThat(key).isEqualTo(new RunKey("rnn", 3));
    assertThat(key.variant()).isEqualTo("rnn");
  }

  @Test
  void longGridPointIsTruncatedUniquely() {
    RunKey a = new RunKey("m", 1, Map.of("k", "x".repeat(500) + "a"));
    RunKey b = new RunKey("m", 1, Map.of("k", "x".repeat(500) + "b"));
    assertThat(a.folder()).hasSizeLessThan(255).isNotEqualTo(b.folder());
  }

  @Property
  void differentPointsHaveDifferentFolders(@ForAll String a, @ForAll String b) {
    String first = new RunKey("m", 1, Map.of("k", a)).folder();
    String second = new RunKey("m", 1, Map.of("k", b)).folder();
    assertThat(first.equals(second)).isEqualTo(a.equals(b) || unpaired(a) || unpaired(b));
  }

  @Property
  void folderIsAlwaysInsideModelFolder(@ForAll String value) {
    Path folder = Path.of(new RunKey("m", 1, Map.of("k", value)).folder());
    assertThat(folder.normalize().getParent()).isEqualTo(Path.of("runs/m"));
  }

  /** An unpaired surrogate cannot be encoded in UTF-8. */
  private static boolean unpaired(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
