package io.seqlab.probe;

import io.seqlab.config.ProbeSpec;
import io.seqlab.config.SlicesProbeSpec;

/** The one place that knows every kind of probe. */
public final class Probes {
  private Probes() {}

  /** The probe of a spec. */
  public static Probe of(ProbeSpec spec) {
    if (spec instanceof SlicesProbeSpec slices) {
      return new SlicesProbe(slices);
    }
    throw new IllegalArgumentException("no probe for " + spec);
  }
}
