package io.seqlab.config.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is known of every run beside its metrics: columns of {@code results.csv}. */
public enum RunColumn {
  PARAMETERS,
  STEPS,
  SECONDS,
  TRAIN_TOKENS_PER_SECOND,
  DECODE_SENTENCES_PER_SECOND,
  PEAK_MEMORY_MB;

  /** The name in YAML and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The figure of a name. */
  public static Optional<RunColumn> ofKey(String key) {
    return Arrays.stream(values()).filter(figure -> figure.key().equals(key)).findFirst();
  }

  /** Whether it depends on what else the machine does. */
  public boolean isSpeed() {
    return this == SECONDS
        || this == TRAIN_TOKENS_PER_SECOND
        || this == DECODE_SENTENCES_PER_SECOND;
  }
}
