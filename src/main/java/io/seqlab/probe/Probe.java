package io.seqlab.probe;

import java.util.List;

/** Takes measures on a model. */
public interface Probe {
  /** What it finds; nothing where the model has no such thing, as attention. */
  List<Reading> measure(Subject subject);
}
