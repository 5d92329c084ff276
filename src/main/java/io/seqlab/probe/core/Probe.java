package io.seqlab.probe.core;

import java.util.List;
import java.util.Map;

/** Takes measures on a model. */
public interface Probe {
  /** What it finds; nothing where the model has no such thing, as attention. */
  List<Measurement> measure(ProbeContext context);

  /** What it follows while the model is trained, at each validation: numbers by name. */
  default Map<String, Double> measureAtValidation(ProbeContext context) {
    return Map.of();
  }
}
