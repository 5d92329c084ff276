package io.seqlab.probe;

import io.seqlab.config.probe.AttentionAblationProbeSpec;
import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.config.probe.CostProbeSpec;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.probe.RetentionProbeSpec;
import io.seqlab.config.probe.SlicesProbeSpec;
import io.seqlab.probe.attention.AttentionAblationProbe;
import io.seqlab.probe.attention.AttentionProbe;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.cost.CostProbe;
import io.seqlab.probe.gradient.GradientProbe;
import io.seqlab.probe.order.OrderProbe;
import io.seqlab.probe.retention.RetentionProbe;
import io.seqlab.probe.slices.SlicesProbe;

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
    if (spec instanceof AttentionAblationProbeSpec intervene) {
      return new AttentionAblationProbe(intervene);
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
