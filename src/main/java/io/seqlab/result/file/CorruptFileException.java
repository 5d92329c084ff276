package io.seqlab.result.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file is there but does not hold what it should: half-written, edited, or of another version.
 */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptFileException(Path file, String reason, Throwable cause) {
    super(
        "%s is damaged: %s. Restore it, or delete it and run the study again."
            .formatted(file, reason),
        cause);
  }

  CorruptFileException(Path file, String reason) {
    this(file, reason, null);
  }
}
