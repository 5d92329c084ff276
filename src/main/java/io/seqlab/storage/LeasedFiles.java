package io.seqlab.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Changes of files besides {@link AtomicFile}. Like it, they are refused with {@link
 * LeaseLostException} in a folder whose lease this process has lost.
 */
public final class LeasedFiles {
  private static final int BUFFER = 1 << 16;

  private static final boolean UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  private LeasedFiles() {}

  /** Appends to a file, and creates it and its parent folders if missing. */
  public static void append(Path file, byte[] content) throws IOException {
    try {
      FolderLeases.requireHeld(file);
      Files.createDirectories(file.toAbsolutePath().getParent());
      separate(file);
      Files.write(
          file,
          content,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);
    } catch (LeaseLostException e) {
      throw e;
    } catch (IOException e) {
      throw new WriteException(file, e);
    }
  }

  /**
   * Writes a new file, creates missing parent folders, and flushes the file to disk. Readers may
   * see a part of it: for files in a folder that has another name until all are written.
   */
  public static void create(Path file, AtomicFile.Content content) throws IOException {
    try {
      FolderLeases.requireHeld(file);
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
    } catch (LeaseLostException e) {
      throw e;
    } catch (IOException e) {
      throw new WriteException(file, e);
    }
  }

  /** Empties a file, which keeps its place for processes that read on at its end. */
  public static void clear(Path file) throws IOException {
    FolderLeases.requireHeld(file);
    separate(file);
    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
  }

  /**
   * Replaces a file that has other hard links, as a backup by {@code cp -al} has, by a copy, so
   * that these do not change with it.
   */
  private static void separate(Path file) throws IOException {
    boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (regular && UNIX && (int) Files.getAttribute(file, "unix:nlink") > 1) {
      AtomicFile.write(file, out -> Files.copy(file, out));
    }
  }

  /** Deletes a file or an empty folder, if it exists. */
  public static void delete(Path file) throws IOException {
    FolderLeases.requireHeld(file);
    Files.deleteIfExists(file);
  }

  /** Renames a file or folder. */
  public static void move(Path from, Path to) throws IOException {
    FolderLeases.requireHeld(to);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
