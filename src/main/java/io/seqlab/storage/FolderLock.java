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
 * The right to change what is in a folder, which one process has at a time. A process that dies
 * loses it. Where the system cannot lock, or the folder cannot be written, everyone gets it.
 */
public final class FolderLock implements AutoCloseable {
  private static final long LOOK_EVERY_MILLISECONDS = 50;

  private final Optional<FileChannel> channel;

  private FolderLock(Optional<FileChannel> channel) {
    this.channel = channel;
  }

  /** Waits for it as long as patience goes; empty if another still has it then. */
  public static Optional<FolderLock> take(Path folder, Duration patience) {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE);
    } catch (IOException e) {
      return Optional.of(new FolderLock(Optional.empty()));
    }
    FolderLock lock = new FolderLock(Optional.of(channel));
    long end = System.nanoTime() + patience.toNanos();
    while (!isTaken(channel)) {
      if (System.nanoTime() >= end || !sleep()) {
        lock.close();
        return Optional.empty();
      }
    }
    return Optional.of(lock);
  }

  private static boolean isTaken(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another part of this process has it
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean sleep() {
    try {
      Thread.sleep(LOOK_EVERY_MILLISECONDS);
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
      // Closed or not, the system takes it back with the process.
    }
  }
}
