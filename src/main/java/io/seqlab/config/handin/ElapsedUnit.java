package io.seqlab.config.handin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A unit of elapsed training other than steps, over which a learning curve can be drawn. */
public enum ElapsedUnit {
  /** Completed passes over the training examples. */
  EPOCHS,
  /** Training time without validation and checkpoints. */
  SECONDS;

  /** The name in YAML. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The measure of the elapsed training at each validation, by step. */
  public String measure() {
    return "elapsed_" + key();
  }

  /** The unit with this key. */
  public static Optional<ElapsedUnit> ofKey(String key) {
    return Arrays.stream(values()).filter(unit -> unit.key().equals(key)).findFirst();
  }
}
