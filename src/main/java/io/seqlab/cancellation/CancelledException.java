package io.seqlab.cancellation;

/** The user has asked to stop. Not a failure: what was saved is complete and can be resumed. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CancelledException() {
    super("stopped");
  }
}
