package io.seqlab.train;

import java.nio.file.Path;

/** A checkpoint cannot be used; the message names the file and why, and can be shown as it is. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  /** A file that cannot be used, what is wrong with it, and what can be done. */
  CheckpointException(Path file, String wrong, Throwable cause) {
    super(
        "%s %s; bring back a copy of it, or train this run anew: seqlab run STUDY.yaml --fresh --only model=NAME,seed=N"
            .formatted(file, wrong),
        cause);
  }

  CheckpointException(Path file, String wrong) {
    this(file, wrong, null);
  }
}
