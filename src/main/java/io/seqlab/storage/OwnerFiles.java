package io.seqlab.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The owners of a folder, numbered files in its subfolder {@code .owner}. The largest number is the
 * current owner; the file of the last owner is kept, so that numbers only grow.
 */
record OwnerFiles(Path folder) {
  static final String NAME = ".owner";
  private static final String TEMPORARY = ".renew-";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final String RENEWAL = "\\.renew-" + NUMBER.pattern();

  private Path owners() {
    return folder.resolve(NAME);
  }

  private Path file(long number) {
    return owners().resolve(String.valueOf(number));
  }

  /** The number of the current owner; 0 if there has been none. */
  long last() throws IOException {
    long last = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(owners(), "[0-9]*")) {
      for (Path file : files) {
        last = Math.max(last, number(file));
      }
    } catch (NoSuchFileException none) {
      return 0;
    } catch (NotDirectoryException e) {
      if (Files.isDirectory(folder)) {
        throw notAFolder();
      }
      return 0; // to be told when the folder is created
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return last;
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    return NUMBER.matcher(name).matches() ? Long.parseLong(name) : 0;
  }

  private static boolean isWritten(Path file) {
    return number(file) > 0 || file.getFileName().toString().matches(RENEWAL);
  }

  private IOException notAFolder() {
    String reason = "it is not a folder; move or delete it, then rerun the command";
    return new WriteException(owners(), new IOException(reason));
  }

  /** The content of an owner's file; empty if it has been deleted for a later owner. */
  Optional<String> read(long number) throws IOException {
    try {
      return Optional.of(Files.readString(file(number)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException("cannot read %s: %s".formatted(file(number), IoErrorMessage.of(e)), e);
    }
  }

  /**
   * Becomes the owner of this number, and deletes the files of earlier ones.
   *
   * @return false if another process was faster
   */
  boolean create(long number, String content) throws IOException {
    createFolder();
    if (number(file(number)) != number) {
      throw new IOException(
          "%s is not of SeqLab: its number is too large; delete it".formatted(file(number - 1)));
    }
    try {
      Files.writeString(file(number), content, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException faster) {
      return false;
    } catch (IOException e) {
      Files.deleteIfExists(file(number)); // created without content, as on a full disk
      throw new WriteException(folder, e);
    }
    if (last() != number) { // a later owner has come and deleted the file that stood in the way
      Files.deleteIfExists(file(number));
      return false;
    }
    deleteBefore(number);
    return true;
  }

  private void createFolder() throws IOException {
    if (Files.isSymbolicLink(owners())) {
      throw notAFolder();
    }
    try {
      Files.createDirectories(owners());
    } catch (IOException e) {
      throw new WriteException(folder, e);
    }
  }

  private void deleteBefore(long number) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(owners(), "{[0-9]*," + TEMPORARY + "*}")) {
      for (Path file : files) {
        if (isWritten(file) && number(file) < number) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /**
   * Marks the folder as free, in the place of the owner's file, so that a full disk cannot fail it.
   */
  void release(long number) throws IOException {
    Files.writeString(file(number), OwnerProcess.RELEASED, StandardOpenOption.WRITE);
  }

  /** Replaces the content of an owner's file in one atomic move. */
  void replace(long number, String content) throws IOException {
    Path temporary = owners().resolve(TEMPORARY + number);
    Files.writeString(temporary, content);
    Files.move(
        temporary,
        file(number),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
