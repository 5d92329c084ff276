package io.seqlab.result.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run has come. */
public enum RunStatus {
  /** Training or measuring, or killed while at it; the same command goes on. */
  RUNNING,
  /** Stopped by the user; the same command goes on. */
  STOPPED,
  /** Trained and measured. */
  DONE,
  /** Ended by an error, which the record of the run tells. */
  FAILED;

  /** The name in files. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that name; throws IllegalArgumentException if there is none. */
  public static RunStatus ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
