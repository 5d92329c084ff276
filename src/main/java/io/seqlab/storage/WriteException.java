package io.seqlab.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be written, for example because the disk is full. */
public final class WriteException extends IOException {
  private static final long serialVersionUID = 1L;

  public WriteException(Path file, IOException cause) {
    this(file, cause, "");
  }

  /** With a note that follows the reason. */
  WriteException(Path file, IOException cause, String note) {
    super("cannot write %s: %s%s".formatted(file, IoErrorMessage.of(cause), note), cause);
  }
}
