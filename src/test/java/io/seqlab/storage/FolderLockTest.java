package io.seqlab.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  @TempDir Path home;

  @Test
  void lockIsExclusiveUntilClosed() {
    Path folder = home.resolve("not/yet/there");
    FolderLock lock = FolderLock.acquire(folder, SHORT).orElseThrow();
    assertThat(FolderLock.acquire(folder, SHORT)).isEmpty();
    FolderLock.acquire(home.resolve("other"), SHORT).orElseThrow().close();
    lock.close();
    FolderLock.acquire(folder, SHORT).orElseThrow().close();
  }

  @Test
  void waiterAcquiresReleasedLock() throws Exception {
    FolderLock lock = FolderLock.acquire(home, SHORT).orElseThrow();
    CompletableFuture<Optional<FolderLock>> waiting =
        CompletableFuture.supplyAsync(() -> FolderLock.acquire(home, Duration.ofMinutes(1)));
    assertThat(waiting).isNotDone();
    lock.close();
    waiting.get(1, TimeUnit.MINUTES).orElseThrow().close();
  }

  @Test
  void unlockableFolderAlwaysSucceeds() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThat(FolderLock.acquire(file, SHORT)).isPresent();
    assertThat(FolderLock.acquire(file, SHORT)).isPresent();
  }
}
