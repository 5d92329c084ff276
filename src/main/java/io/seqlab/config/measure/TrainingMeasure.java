package io.seqlab.config.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Measures of how a run was trained. */
public enum TrainingMeasure {
  /** Optimizer steps until validation reached a milestone; NaN if it never did. */
  STEPS_TO,
  /** Seconds of training, validation and checkpoints excluded, until then. */
  SECONDS_TO,
  /** Target tokens, end of sequence included, padding excluded, until then. */
  TOKENS_TO,
  /**
   * With patience: 1 if the budget ended training before it reached a plateau, 0 if it reached one.
   */
  REACHED_CAP,
  /** With {@code --jobs}: runs that shared the machine with this one, itself included. */
  CONCURRENT_RUNS,
  /**
   * With {@code --on slurm}, of a run that has its node alone: processors of the node, along the
   * kind of the node. Times of different kinds are not compared.
   */
  NODE;

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
