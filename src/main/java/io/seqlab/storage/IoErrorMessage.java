package io.seqlab.storage;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Messages for failed file operations. */
public final class IoErrorMessage {
  private IoErrorMessage() {}

  /** The cause of a failure without the file name, which the caller has. */
  public static String of(IOException e) {
    Throwable root = e;
    while (root.getCause() instanceof IOException cause) {
      root = cause;
    }
    if (root instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (root instanceof AccessDeniedException) {
      return "permission denied; check its owner and mode";
    } else if (root instanceof FileAlreadyExistsException) {
      return "a file with that name already exists";
    } else if (root instanceof NotDirectoryException) {
      return "it is not a folder";
    } else if (root instanceof UnknownHostException) {
      return "unknown host " + root.getMessage();
    } else if (root instanceof SSLException) {
      return "no secure connection, as the certificate or the protocol of the server is not"
          + " accepted";
    } else if (root instanceof CharacterCodingException) {
      return "it is not valid UTF-8";
    } else if (root instanceof EOFException) {
      return "unexpected end of the file";
    }
    String message =
        root instanceof FileSystemException system ? system.getReason() : root.getMessage();
    if (message == null) {
      return words(root.getClass().getSimpleName());
    }
    if (message.contains("symbolic link")) {
      return "it is a symbolic link; replace it by a file";
    }
    if (message.equals("Is a directory")) {
      return "it is a folder, not a file";
    }
    return isDiskFull(message)
        ? "the disk is full (" + message + "); free some space, then rerun the command"
        : message;
  }

  /** The words of a class name: "not directory" for NotDirectoryException. */
  private static String words(String className) {
    return className
        .replaceFirst("(Exception|Error)$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isDiskFull(String message) {
    String lowerCase = message.toLowerCase(Locale.ROOT);
    return lowerCase.contains("no space left")
        || lowerCase.contains("not enough space")
        || lowerCase.contains("quota exceeded");
  }
}
