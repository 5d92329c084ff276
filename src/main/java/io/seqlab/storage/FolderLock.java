package io.seqlab.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An exclusive lock on a folder, between processes and within this one. The system releases it when
 * the process ends. Where files cannot be locked, or the folder is not writable, it always
 * succeeds.
 */
public final class FolderLock implements AutoCloseable {
  private static final long POLL_MILLISECONDS = 50;

  private final Optional<FileChannel> channel;

  private FolderLock(Optional<FileChannel> channel) {
    this.channel = channel;
  }

  /** Acquires the lock; empty if another holder keeps it until the timeout. */
  public static Optional<FolderLock> acquire(Path folder, Duration timeout) {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE);
    } catch (IOException e) {
      return Optional.of(new FolderLock(Optional.empty()));
    }
    FolderLock lock = new FolderLock(Optional.of(channel));
    long end = System.nanoTime() + timeout.toNanos();
    while (!tryLock(channel)) {
      if (System.nanoTime() >= end || !sleep()) {
        lock.close();
        return Optional.empty();
      }
    }
    return Optional.of(lock);
  }

  private static boolean tryLock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this process
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean sleep() {
    try {
      Thread.sleep(POLL_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    try {
      if (channel.isPresent()) {
        channel.get().close();
      }
    } catch (IOException e) {
      // The system releases the lock when the process ends.
    }
  }
}
