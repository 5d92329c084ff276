package io.seqlab.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Atomic file writes: the content goes to a temporary file in the same folder, is flushed to disk,
 * and replaces the target in one atomic move. If that fails (disk full, no permission), the old
 * file is unchanged. The program does not end during a write, except when it is killed.
 */
public final class AtomicFile {
  /** How long the end of the program waits for files that are being written. */
  private static final int EXIT_TIMEOUT_SECONDS = 2;

  /** Read by every write; locked for writing, and never unlocked, by the end of the program. */
  private static final ReadWriteLock WRITES = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::awaitWrites, "last writes"));
  }

  private AtomicFile() {}

  private static void awaitWrites() {
    try {
      WRITES.writeLock().tryLock(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the content of a file into a stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the file and creates missing parent folders. A symbolic link is replaced, not followed.
   *
   * @throws WriteException if that fails
   */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = folder.resolve("." + file.getFileName() + ".tmp");
    WRITES.readLock().lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel channel = FileChannel.open(temporary, CREATE, WRITE, TRUNCATE_EXISTING)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      flushFolder(folder);
    } catch (IOException e) {
      throw new WriteException(file, e, ". An existing file is unchanged.");
    } finally {
      deleteQuietly(temporary);
      WRITES.readLock().unlock();
    }
  }

  /** Writes text in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Flushes the entries of a folder to disk, where the system can. */
  public static void flushFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open folders; its file system journals moves itself.
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The original exception is the one to report.
    }
  }
}
