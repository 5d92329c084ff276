package io.seqlab.config.schema;

import static io.seqlab.config.schema.InvalidSpecException.require;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks that several records share. Each throws {@link InvalidSpecException} for its key. */
public final class Require {
  private static final int MAX_SYMBOLS = 1_000_000;

  private Require() {}

  /** At least 1. */
  public static void positive(String key, long value) {
    require(value >= 1, key, "%s must be at least 1, not %d", key, value);
  }

  /** Above 0. */
  public static void aboveZero(String key, double value) {
    require(value > 0, key, "%s must be above 0, not %s", key, value);
  }

  /** At least 0. */
  public static void nonNegative(String key, Number value) {
    require(value.doubleValue() >= 0, key, "%s must be at least 0, not %s", key, value);
  }

  /** From 0 to below 1. */
  public static void rate(String key, double value) {
    require(value >= 0 && value < 1, key, "%s must be from 0 to below 1, not %s", key, value);
  }

  /** From 0 to 1. */
  public static void fraction(String key, double value) {
    require(value >= 0 && value <= 1, key, "%s must be from 0 to 1, not %s", key, value);
  }

  /** An integer from 1 to a maximum. */
  public static void upTo(String key, long value, long max) {
    require(value >= 1 && value <= max, key, "%s must be 1 to %d, not %d", key, max, value);
  }

  /** The number of different symbols of a generated task. */
  public static void symbolCount(String key, int value) {
    upTo(key, value, MAX_SYMBOLS);
  }

  /** Integers of at least 1 in increasing order. */
  public static void increasing(String key, List<Integer> values) {
    int previous = 0;
    for (int value : values) {
      require(
          value > previous,
          key,
          "%s must be integers of at least 1 in increasing order, not %s",
          key,
          values);
      previous = value;
    }
  }

  /** At least one value, and no value twice. */
  public static void distinct(String key, Collection<?> values) {
    require(!values.isEmpty(), key, "%s must have at least one value", key);
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      Object shown = value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : value;
      require(seen.add(value), key, "duplicate value %s in %s; remove one", shown, key);
    }
  }
}
