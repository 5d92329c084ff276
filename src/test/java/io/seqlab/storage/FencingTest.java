package io.seqlab.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that has lost the lease of a folder changes nothing below it. */
class FencingTest {
  @TempDir private Path home;
  private Path folder;
  private Path file;
  private FolderLease lease;

  @BeforeEach
  void acquire() throws IOException {
    folder = home.resolve("run");
    file = folder.resolve("deep/file.txt");
    lease = FolderLeases.ofThisProcess().tryAcquire(folder).orElseThrow();
    AtomicFile.write(file, "old");
  }

  @AfterEach
  void release() {
    lease.close();
  }

  /** As another machine does after the timeout. */
  private void takeOver() throws IOException {
    new OwnerFiles(folder).create(2, new OwnerProcess("other", 4711, "1").content(0));
    AtomicFile.deleteTemporaryFiles(folder);
  }

  @Test
  void everyChangeIsRefused() throws IOException {
    takeOver();
    assertRefused(() -> AtomicFile.write(file, "new"));
    assertRefused(() -> LeasedFiles.append(file, "new".getBytes(StandardCharsets.UTF_8)));
    assertRefused(() -> LeasedFiles.create(file.resolveSibling("new"), out -> out.write(1)));
    assertRefused(() -> LeasedFiles.clear(file));
    assertRefused(() -> LeasedFiles.delete(file));
    assertRefused(() -> LeasedFiles.move(file.getParent(), folder.resolve("moved")));
    AtomicFile.write(home.resolve("elsewhere.txt"), "written");
  }

  @Test
  void aTakeOverDuringAWriteIsNoticedBeforeTheMove() {
    assertRefused(
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(1);
                  takeOver();
                }));
  }

  @Test
  void theNextOwnerDeletesTemporaryFilesOfTheFolderAndOfNoOther() throws IOException {
    Path left = Files.writeString(file.resolveSibling(".seqlab-0123abcd.tmp"), "half");
    Path other = home.resolve("run/inner");
    FolderLease inner = FolderLeases.ofThisProcess().tryAcquire(other).orElseThrow();
    Path live = Files.writeString(other.resolve(".seqlab-0123abcd.tmp"), "live");
    Path mine = Files.writeString(folder.resolve(".notes.tmp"), "of the user");
    lease.close();
    lease = FolderLeases.ofThisProcess().tryAcquire(folder).orElseThrow();
    assertThat(left).doesNotExist();
    assertThat(live).exists();
    assertThat(mine).exists();
    inner.close();
  }

  private void assertRefused(ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContainingAll(folder.toString(), "process 4711 on other");
    assertThat(file).hasContent("old");
    assertThat(file.getParent()).isDirectoryNotContaining(each -> !each.equals(file));
  }
}
