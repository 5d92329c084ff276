package io.seqlab.train;

import java.nio.file.Path;

/** A checkpoint is unusable; the message names the file and the reason, for the user. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  /** An unusable file and the reason; the message adds what to do. */
  CheckpointException(Path file, String reason, Throwable cause) {
    super(
        "%s %s; restore a copy of the file, or retrain the run: seqlab run STUDY.yaml --fresh --only model=NAME,seed=N"
            .formatted(file, reason),
        cause);
  }

  CheckpointException(Path file, String reason) {
    this(file, reason, null);
  }
}
