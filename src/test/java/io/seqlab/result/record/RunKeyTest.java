package io.seqlab.result.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunKeyTest {
  @Test
  void foldersSayTheRun() {
    assertThat(new RunKey("rnn", 3).folder()).isEqualTo("runs/rnn/s3");
    assertThat(new RunKey("rnn", 3, Map.of("task.symbols", "50")).folder())
        .isEqualTo("runs/rnn/s3-task.symbols=50");
  }

  @Test
  void aValueOfNoConcernIsNone() {
    RunKey key = new RunKey("rnn", 3, Map.of("model.d_model", ""));
    assertThat(key).isEqualTo(new RunKey("rnn", 3));
    assertThat(key.variant()).isEqualTo("rnn");
  }

  @Test
  void aLongPointIsCutToWhatFileSystemsTakeAndStaysApart() {
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
  void aValueNeverLeavesTheFolderOfItsModel(@ForAll String value) {
    Path folder = Path.of(new RunKey("m", 1, Map.of("k", value)).folder());
    assertThat(folder.normalize().getParent()).isEqualTo(Path.of("runs/m"));
  }

  /** Half a surrogate pair is no character and cannot stand in UTF-8. */
  private static boolean unpaired(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
