package io.seqlab.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasedFilesTest {
  @TempDir private Path folder;

  @Test
  void hardLinksOfABackupDoNotChange() throws IOException {
    Path log = Files.writeString(folder.resolve("train.log"), "first\n");
    Path backup = Files.createLink(folder.resolve("backup.log"), log);
    LeasedFiles.append(log, "second\n".getBytes(StandardCharsets.UTF_8));
    assertThat(log).hasContent("first\nsecond\n");
    assertThat(backup).hasContent("first\n");
    Path again = Files.createLink(folder.resolve("again.log"), log);
    LeasedFiles.clear(log);
    assertThat(log).isEmptyFile();
    assertThat(again).hasContent("first\nsecond\n");
    assertThat(folder).isDirectoryNotContaining(AtomicFile::isTemporary);
  }
}
