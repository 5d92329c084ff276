package io.seqlab.result.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The status of a run. */
public enum RunStatus {
  /** Training or evaluating, or killed while doing so; rerun the command to resume. */
  RUNNING,
  /** Stopped by the user; rerun the command to resume. */
  STOPPED,
  /** Trained and evaluated. */
  DONE,
  /** Ended by an error; see {@link RunRecord#failure}. */
  FAILED;

  /** The value in JSON and CSV. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status with a key; throws IllegalArgumentException if there is none. */
  public static RunStatus ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
