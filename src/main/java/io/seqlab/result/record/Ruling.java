package io.seqlab.result.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The outcome of testing a claim. */
public enum Ruling {
  /** The interval lies inside the claimed bounds. */
  SUPPORTED,
  /** The interval lies outside the claimed bounds. */
  REFUTED,
  /** The interval overlaps a bound, or the data are insufficient. */
  INCONCLUSIVE;

  /** The value in JSON. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
