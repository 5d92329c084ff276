package io.seqlab.config.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The statistic that a claim test computes from the measures of one seed. */
public enum TestStatistic {
  /** The measure itself. */
  VALUE,
  /** Whether the measure of the seed lies within bounds, 1 or 0. */
  SHARE,
  /** Measure of the first operand minus that of the second. */
  DIFFERENCE,
  /** Measure of the first operand divided by that of the second; logarithms are averaged. */
  RATIO,
  /** Slope of the measure over a dimension. */
  SLOPE,
  /** Slope of log measure over log dimension. */
  EXPONENT,
  /** Slope of the difference over a dimension. */
  SLOPE_OF_DIFFERENCE;

  /** The value in JSON. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
