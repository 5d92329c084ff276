package io.seqlab.result.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What measurements say of a claim. */
public enum Ruling {
  /** The whole interval lies inside what is claimed. */
  SUPPORTED,
  /** The whole interval lies outside. */
  REFUTED,
  /** The interval reaches a bound, or there is too little to judge by. */
  INCONCLUSIVE;

  /** The name in files. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
