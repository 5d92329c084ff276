package io.seqlab.train;

/** A checkpoint cannot be used; the message names the file and why, and can be shown as it is. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
