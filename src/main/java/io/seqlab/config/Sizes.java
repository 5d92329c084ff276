package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.List;

/** The checks that sizes and rates of models share. */
final class Sizes {
  private Sizes() {}

  static void positive(String key, int value) {
    require(value >= 1, key, "%s must be at least 1, not %d", key, value);
  }

  /** Sizes from small to large, each at least 1. */
  static void rising(String key, List<Integer> values) {
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

  static void rate(String key, double value) {
    require(value >= 0 && value < 1, key, "%s must be from 0 to below 1, not %s", key, value);
  }
}
