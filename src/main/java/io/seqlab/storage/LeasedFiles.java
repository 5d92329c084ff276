package io.seqlab.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes of files besides {@link AtomicFile}. Like it, they are refused with {@link
 * LeaseLostException} in a folder whose lease this process has lost.
 */
public final class LeasedFiles {
  private LeasedFiles() {}

  /** Appends to a file, and creates it and its parent folders if missing. */
  public static void append(Path file, byte[] content) throws IOException {
    try {
      FolderLeases.requireHeld(file);
      Files.createDirectories(file.toAbsolutePath().getParent());
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

  /** Empties a file, which keeps its place for processes that read on at its end. */
  public static void clear(Path file) throws IOException {
    FolderLeases.requireHeld(file);
    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Deletes a file or an empty folder, if it exists. */
  public static void delete(Path file) throws IOException {
    FolderLeases.requireHeld(file);
    Files.deleteIfExists(file);
  }

  /** Deletes all that a folder contains, except the files of its owners. */
  public static void deleteContents(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path owners = folder.resolve(OwnerFiles.NAME);
    List<Path> childrenFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      childrenFirst =
          all.filter(each -> !each.equals(folder) && !each.startsWith(owners))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path each : childrenFirst) {
      delete(each);
    }
  }

  /** Renames a folder. */
  public static void move(Path from, Path to) throws IOException {
    FolderLeases.requireHeld(to);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
