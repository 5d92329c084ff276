package io.seqlab.train;

import java.nio.file.Path;

/** A checkpoint is unusable; the message names the file and the reason, for the user. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  /** A warning about a checkpoint that is read without digests. */
  public static String unverified(Path checkpoint) {
    return checkpoint
        + " has no SHA256SUMS, as one of an earlier version: read without verifying its files";
  }

  CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
