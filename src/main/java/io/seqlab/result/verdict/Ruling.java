package io.seqlab.result.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** The outcome of testing a claim, or one of its parts. */
public enum Ruling {
  /** The quantity lies within the claimed bounds; of a claim: every part is supported. */
  SUPPORTED,
  /** The quantity lies outside the claimed bounds; of a claim: some part, and none is supported. */
  REFUTED,
  /** Of a claim: some parts are supported, others refuted. */
  MIXED,
  /** A control failed, such as that the model learnt its task: the test shows nothing. */
  INVALID,
  /** The data do not decide. */
  INCONCLUSIVE;

  /** The value in JSON. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ruling on a claim, given those on its parts. */
  public static Ruling of(List<Ruling> parts) {
    boolean refuted = parts.contains(REFUTED);
    if (parts.stream().allMatch(SUPPORTED::equals)) {
      return SUPPORTED;
    } else if (refuted) {
      return parts.contains(SUPPORTED) ? MIXED : REFUTED;
    }
    return parts.contains(INVALID) ? INVALID : INCONCLUSIVE;
  }
}
