package io.seqlab.probe.core;

import java.util.List;
import java.util.Map;

/** Measures properties of a model that test metrics do not show. */
public interface Probe {
  /**
   * Measures a model. Its weights are unchanged afterwards.
   *
   * @throws io.seqlab.cancellation.CancelledException if a stop was requested
   * @return the measurements that apply to the model; empty if none does, as for attention measures
   *     of a model without attention
   */
  List<Measurement> measure(ProbeContext context);

  /** Measures a model at each validation during training: values by name of the measure. */
  default Map<String, Double> measureAtValidation(ProbeContext context) {
    return Map.of();
  }
}
