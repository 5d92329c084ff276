package io.seqlab.probe;

import io.seqlab.config.AttentionProbeSpec;
import io.seqlab.config.CostProbeSpec;
import io.seqlab.config.GradientProbeSpec;
import io.seqlab.config.InterveneProbeSpec;
import io.seqlab.config.OrderProbeSpec;
import io.seqlab.config.ProbeSpec;
import io.seqlab.config.RetentionProbeSpec;
import io.seqlab.config.SlicesProbeSpec;

/** The one place that knows every kind of probe. */
public final class Probes {
  private Probes() {}

  /** The probe of a spec. */
  public static Probe of(ProbeSpec spec) {
    if (spec instanceof SlicesProbeSpec slices) {
      return new SlicesProbe(slices);
    }
    if (spec instanceof AttentionProbeSpec attention) {
      return new AttentionProbe(attention);
    }
    if (spec instanceof InterveneProbeSpec intervene) {
      return new InterveneProbe(intervene);
    }
    if (spec instanceof OrderProbeSpec order) {
      return new OrderProbe(order);
    }
    if (spec instanceof GradientProbeSpec gradient) {
      return new GradientProbe(gradient);
    }
    if (spec instanceof RetentionProbeSpec retention) {
      return new RetentionProbe(retention);
    }
    if (spec instanceof CostProbeSpec cost) {
      return new CostProbe(cost);
    }
    throw new IllegalArgumentException("no probe for " + spec);
  }
}
