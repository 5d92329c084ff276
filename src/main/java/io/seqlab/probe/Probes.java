package io.seqlab.probe;

import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.probe.attention.AttentionAblationProbe;
import io.seqlab.probe.attention.AttentionProbe;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.cost.CostProbe;
import io.seqlab.probe.gradient.GradientProbe;
import io.seqlab.probe.order.OrderProbe;
import io.seqlab.probe.retention.RetentionProbe;
import io.seqlab.probe.slices.SlicesProbe;

/** The one place that lists every kind of probe. */
public final class Probes {
  private Probes() {}

  /** The probe that a definition describes. */
  public static Probe of(ProbeSpec spec) {
    return spec.match(
        new ProbeSpec.Cases<Probe>(
            SlicesProbe::new,
            AttentionProbe::new,
            AttentionAblationProbe::new,
            OrderProbe::new,
            GradientProbe::new,
            RetentionProbe::new,
            CostProbe::new));
  }
}
