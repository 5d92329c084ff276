package io.seqlab.config.measure;

import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.EnumDoc;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Measures of how a run was trained. */
public enum TrainingMeasure {
  @Doc("Optimizer steps until validation reached a milestone; NaN if it never did")
  STEPS_TO,
  @Doc(
      "Seconds of training, without validation and checkpoints, until validation reached a milestone")
  SECONDS_TO,
  @Doc("Real target tokens trained, end-of-sequence included, until validation reached a milestone")
  TOKENS_TO,
  @Doc("1 if the budget ended training before validation reached a plateau, else 0")
  REACHED_CAP,
  @Doc("Runs that shared the machine with this one, itself included")
  CONCURRENT_RUNS,
  /** Along the kind of the node; times of different kinds are not compared. */
  @Doc("Processors of the node of a cluster that a run had alone")
  NODE;

  /** What it is, with its unit. */
  public String meaning() {
    return EnumDoc.of(this);
  }

  /** The name in YAML and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The measure with this key. */
  public static Optional<TrainingMeasure> ofKey(String key) {
    return Arrays.stream(values()).filter(measure -> measure.key().equals(key)).findFirst();
  }

  /** Whether it is the training that a run needed to reach a milestone, and may be NaN. */
  public boolean isToMilestone() {
    return this == STEPS_TO || this == SECONDS_TO || this == TOKENS_TO;
  }
}
