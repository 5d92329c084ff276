package io.seqlab.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void replacesFileAndLeavesNoTemporaryFile() throws Exception {
    Path file = folder.resolve("deep/er/file.txt");
    AtomicFile.write(file, "old");
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(file.getParent()).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need a privilege there
  void linkIsReplacedNotFollowed() throws Exception {
    Path target = Files.writeString(folder.resolve("target.txt"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), target);
    AtomicFile.write(link, "new");
    assertThat(target).hasContent("mine");
    assertThat(link).isRegularFile().hasContent("new");
    assertThat(Files.isSymbolicLink(link)).isFalse();
  }

  @Test
  void failedWriteKeepsOldFile() throws Exception {
    Path file = folder.resolve("file.txt");
    AtomicFile.write(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("An existing file is unchanged");
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
  }
}
