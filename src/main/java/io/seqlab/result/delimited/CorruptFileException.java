package io.seqlab.result.delimited;

import java.io.IOException;
import java.nio.file.Path;

/** A file exists but its contents are invalid: truncated, edited, or from another version. */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public CorruptFileException(Path file, String reason, Throwable cause) {
    super(
        "%s is corrupt: %s. Restore it, or delete it and run the study again."
            .formatted(file, reason),
        cause);
    this.reason = reason;
  }

  /** What is invalid. */
  public String reason() {
    return reason;
  }

  public CorruptFileException(Path file, String reason) {
    this(file, reason, null);
  }
}
