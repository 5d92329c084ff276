package io.seqlab.config.measure;

import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.EnumDoc;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Columns of {@code results.csv} that every run has besides its metrics. */
public enum RunColumn {
  @Doc("Number of trained weights and biases")
  PARAMETERS,
  @Doc("Optimizer steps until training ended")
  STEPS,
  @Doc("Seconds of training, without validation and checkpoints")
  SECONDS,
  @Doc(
      "Real target tokens trained in a second, end-of-sequence included; without warm-up, validation and checkpoints")
  TRAIN_TOKENS_PER_SECOND,
  @Doc("Test examples decoded in a second")
  DECODE_SENTENCES_PER_SECOND,
  @Doc("Largest resident memory of the process, in MiB (2²⁰ bytes)")
  PEAK_MEMORY_MB;

  /** What it is, with its unit. */
  public String meaning() {
    return EnumDoc.of(this);
  }

  /** The name in YAML and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column with this key. */
  public static Optional<RunColumn> ofKey(String key) {
    return Arrays.stream(values()).filter(column -> column.key().equals(key)).findFirst();
  }

  /** Whether the value depends on the load of the machine. */
  public boolean isSpeed() {
    return this == SECONDS
        || this == TRAIN_TOKENS_PER_SECOND
        || this == DECODE_SENTENCES_PER_SECOND;
  }
}
