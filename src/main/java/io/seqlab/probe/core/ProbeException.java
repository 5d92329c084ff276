package io.seqlab.probe.core;

/** A probe failed; the message names it. */
public final class ProbeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String probe;

  /**
   * Wraps a failure.
   *
   * @param probe its {@code type} in the study
   */
  public ProbeException(String probe, RuntimeException cause) {
    super("the probe '%s' failed: %s; stack trace in train.log".formatted(probe, cause), cause);
    this.probe = probe;
  }

  /** The {@code type} of the probe in the study. */
  public String probe() {
    return probe;
  }
}
