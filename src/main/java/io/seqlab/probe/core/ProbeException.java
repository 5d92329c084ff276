package io.seqlab.probe.core;

/** A probe that could not be taken; the message names it. */
public final class ProbeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The probe as the study names it, and what kept it from its measures. */
  public ProbeException(String probe, RuntimeException cause) {
    super("the probe '%s' failed: %s; train.log says where".formatted(probe, cause), cause);
  }
}
