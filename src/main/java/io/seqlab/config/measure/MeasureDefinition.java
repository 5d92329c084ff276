package io.seqlab.config.measure;

import java.util.Set;
import java.util.TreeSet;

/**
 * A measure, what it is, its dimensions and its possible values.
 *
 * @param meaning what is measured, with its unit; a noun phrase for the pages of a study
 * @param dimensions dimensions of which the measure has a value at each point; {@link #SCALAR} if
 *     it has a single value
 * @param minimum the smallest possible value, or −∞
 * @param maximum the largest possible value, or ∞
 */
public record MeasureDefinition(
    String measure, String meaning, Set<String> dimensions, double minimum, double maximum) {
  public static final String SCALAR = "";

  /** A measure with a single value. */
  public static MeasureDefinition scalar(String measure, String meaning) {
    return along(measure, meaning, Set.of(SCALAR));
  }

  /** A measure with a value at each point of each of these dimensions. */
  public static MeasureDefinition along(String measure, String meaning, Set<String> dimensions) {
    return new MeasureDefinition(
        measure, meaning, dimensions, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** The measure with values from 0 to 1 only. */
  public MeasureDefinition share() {
    return within(0, 1);
  }

  /** The measure without negative values. */
  public MeasureDefinition notNegative() {
    return within(0, Double.POSITIVE_INFINITY);
  }

  /** The measure with the possible values of a metric. */
  public MeasureDefinition like(MetricName metric) {
    return within(metric.minimum(), metric.maximum());
  }

  private MeasureDefinition within(double lowest, double highest) {
    return new MeasureDefinition(measure, meaning, dimensions, lowest, highest);
  }

  /** The measure with a prefixed name, under a circumstance such as "on the initial weights". */
  public MeasureDefinition prefixed(String prefix, String circumstance) {
    return new MeasureDefinition(
        prefix + measure, meaning + ", " + circumstance, dimensions, minimum, maximum);
  }

  /** The measure with the dimensions and possible values of both, and the meaning of this one. */
  public MeasureDefinition merge(MeasureDefinition other) {
    Set<String> all = new TreeSet<>(dimensions);
    all.addAll(other.dimensions);
    return new MeasureDefinition(
        measure, meaning, all, Math.min(minimum, other.minimum), Math.max(maximum, other.maximum));
  }
}
