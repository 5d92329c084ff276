package io.seqlab.config.measure;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a probe finds under one name.
 *
 * @param dimensions along which it is spread; the empty name is that of the measure as a whole
 */
public record MeasureDefinition(String measure, Set<String> dimensions) {
  public static final String SCALAR = "";

  /** A single number. */
  public static MeasureDefinition scalar(String measure) {
    return along(measure, SCALAR);
  }

  /** A number at each point of a dimension, or of each of several. */
  public static MeasureDefinition along(String measure, String... dimensions) {
    return new MeasureDefinition(measure, Set.of(dimensions));
  }

  /** The same under a longer name. */
  public MeasureDefinition prefixed(String prefix) {
    return new MeasureDefinition(prefix + measure, dimensions);
  }

  /** Both, of one name. */
  public MeasureDefinition and(MeasureDefinition other) {
    Set<String> all = new TreeSet<>(dimensions);
    all.addAll(other.dimensions);
    return new MeasureDefinition(measure, all);
  }
}
