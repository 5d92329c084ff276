package io.seqlab.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
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

  @Test
  @DisabledOnOs(OS.WINDOWS) // a process cannot be interrupted from outside there
  void signalDuringAWriteLeavesTheWholeFileAndNoOther() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SlowWrites.class.getName(),
                folder.toString())
            .start();
    process.getInputStream().read(); // the first write has begun
    process.toHandle().destroy(); // keeps the streams open
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(folder).isDirectoryContaining(f -> f.endsWith("0"));
    assertThat(folder).isDirectoryNotContaining(f -> !f.endsWith("0"));
    assertThat(folder.resolve("0")).hasContent("begin, end");
    assertThat(process.getErrorStream().readAllBytes()).isEmpty();
  }

  /** Writes files for ever, each half a second long; prints a byte in the first. */
  static final class SlowWrites {
    private SlowWrites() {}

    public static void main(String[] folder) throws IOException {
      for (int i = 0; true; i++) {
        AtomicFile.write(
            Path.of(folder[0], String.valueOf(i)),
            out -> {
              out.write("begin, ".getBytes(StandardCharsets.UTF_8));
              System.out.write('.');
              System.out.flush();
              LockSupport.parkNanos(500_000_000);
              out.write("end".getBytes(StandardCharsets.UTF_8));
            });
      }
    }
  }
}
