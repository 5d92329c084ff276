package io.seqlab.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a file could not be read or written, in words for a person. */
public final class IoErrorMessage {
  private IoErrorMessage() {}

  /** What the system said, without the name of the file: the caller has that. */
  public static String of(IOException e) {
    Throwable root = e;
    while (root.getCause() instanceof IOException cause) {
      root = cause;
    }
    if (root instanceof NoSuchFileException) {
      return "there is no such file or folder";
    } else if (root instanceof AccessDeniedException) {
      return "no permission; check who owns it";
    } else if (root instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    String said =
        root instanceof FileSystemException system ? system.getReason() : root.getMessage();
    if (said == null) {
      return root.getClass().getSimpleName();
    }
    return isFull(said)
        ? "the disk is full (" + said + "); free some space, then start the same command"
        : said;
  }

  private static boolean isFull(String said) {
    String words = said.toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        || words.contains("not enough space")
        || words.contains("quota exceeded");
  }
}
