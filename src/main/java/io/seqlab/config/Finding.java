package io.seqlab.config;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a probe finds under one name.
 *
 * @param dimensions along which it is spread; the empty name is that of the measure as a whole
 */
public record Finding(String measure, Set<String> dimensions) {
  static final String WHOLE = "";

  /** A single number. */
  static Finding whole(String measure) {
    return along(measure, WHOLE);
  }

  /** A number at each point of a dimension, or of each of several. */
  static Finding along(String measure, String... dimensions) {
    return new Finding(measure, Set.of(dimensions));
  }

  /** The same under a longer name. */
  Finding prefixed(String prefix) {
    return new Finding(prefix + measure, dimensions);
  }

  /** Both, of one name. */
  Finding and(Finding other) {
    Set<String> all = new TreeSet<>(dimensions);
    all.addAll(other.dimensions);
    return new Finding(measure, all);
  }
}
