package io.seqlab.config.schema;

import static io.seqlab.config.schema.InvalidSpecException.require;

import java.util.List;

/** The checks that sizes and rates share. */
public final class Require {
  private static final int MOST_WORDS = 1_000_000;

  private Require() {}

  public static void positive(String key, int value) {
    require(value >= 1, key, "%s must be at least 1, not %d", key, value);
  }

  /** Sizes from small to large, each at least 1. */
  public static void rising(String key, List<Integer> values) {
    int before = 0;
    for (int value : values) {
      require(
          value > before,
          key,
          "%s must be at least 1 and rise from each to the next, not %s",
          key,
          values);
      before = value;
    }
  }

  public static void rate(String key, double value) {
    require(value >= 0 && value < 1, key, "%s must be from 0 to below 1, not %s", key, value);
  }

  public static void share(String key, double value) {
    require(value >= 0 && value <= 1, key, "%s must be from 0 to 1, not %s", key, value);
  }

  /** How many different words a generator draws from. */
  public static void words(String key, int value) {
    require(
        value >= 1 && value <= MOST_WORDS,
        key,
        "%s must be 1 to %d, not %d",
        key,
        MOST_WORDS,
        value);
  }
}
