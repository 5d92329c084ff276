package io.seqlab.config.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Columns of {@code results.csv} that every run has besides its metrics. */
public enum RunColumn {
  PARAMETERS,
  STEPS,
  SECONDS,
  TRAIN_TOKENS_PER_SECOND,
  DECODE_SENTENCES_PER_SECOND,
  /** In MiB (2²⁰ bytes). */
  PEAK_MEMORY_MB;

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
