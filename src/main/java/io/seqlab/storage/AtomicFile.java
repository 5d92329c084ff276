package io.seqlab.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/**
 * Atomic file writes: the content goes to a temporary file in the same folder, is flushed to disk,
 * and replaces the target in one atomic move. If that fails (disk full, no permission), the old
 * file is unchanged. The program does not end during a write, except when it is killed.
 *
 * <p>Each write has a temporary file of its own, so that two processes never mix their contents.
 * One that a killed process left is deleted by the next owner of its folder ({@link FolderLeases}).
 * In a folder whose lease this process has lost, a write fails with {@link LeaseLostException}.
 */
public final class AtomicFile {
  /** How long the end of the program waits for files that are being written. */
  private static final int EXIT_TIMEOUT_SECONDS = 2;

  /** Read by every write; locked for writing, and never unlocked, by the end of the program. */
  private static final ReadWriteLock WRITES = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::awaitWrites, "last writes"));
  }

  private static final Pattern TEMPORARY = Pattern.compile("\\.seqlab-[0-9a-f]{8}\\.tmp");

  private AtomicFile() {}

  /**
   * Waits for files that are being written, and lets no other begin: for the end of the program.
   */
  public static void awaitWrites() {
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
    Path temporary = folder.resolve(temporaryName());
    WRITES.readLock().lock();
    try {
      FolderLeases.requireHeld(file);
      Files.createDirectories(folder);
      try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      FolderLeases.requireHeld(file);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      flushFolder(folder);
    } catch (LeaseLostException e) {
      throw e;
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

  private static String temporaryName() {
    return ".seqlab-%08x.tmp".formatted(ThreadLocalRandom.current().nextInt());
  }

  /** Deletes temporary files that killed writers left in a folder, not in those of other owners. */
  static void deleteTemporaryFiles(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
            boolean otherOwner =
                !each.equals(folder) && Files.exists(each.resolve(OwnerFiles.NAME));
            return otherOwner ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isTemporary(file)) {
              deleteQuietly(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // unreadable, or deleted meanwhile
          }
        });
  }

  /** Whether a file is a temporary one of a write, by its name. */
  public static boolean isTemporary(Path file) {
    return TEMPORARY.matcher(file.getFileName().toString()).matches();
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The original exception is the one to report.
    }
  }
}
