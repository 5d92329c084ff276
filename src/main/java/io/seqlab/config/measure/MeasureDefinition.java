package io.seqlab.config.measure;

import java.util.Set;
import java.util.TreeSet;

/**
 * A measure and its dimensions.
 *
 * @param dimensions dimensions of which the measure has a value at each point; {@link #SCALAR} if
 *     it has a single value
 */
public record MeasureDefinition(String measure, Set<String> dimensions) {
  public static final String SCALAR = "";

  /** A measure with a single value. */
  public static MeasureDefinition scalar(String measure) {
    return along(measure, SCALAR);
  }

  /** A measure with a value at each point of each of these dimensions. */
  public static MeasureDefinition along(String measure, String... dimensions) {
    return new MeasureDefinition(measure, Set.of(dimensions));
  }

  /** The measure with a prefixed name. */
  public MeasureDefinition prefixed(String prefix) {
    return new MeasureDefinition(prefix + measure, dimensions);
  }

  /** The measure with the dimensions of both. */
  public MeasureDefinition merge(MeasureDefinition other) {
    Set<String> all = new TreeSet<>(dimensions);
    all.addAll(other.dimensions);
    return new MeasureDefinition(measure, all);
  }
}
