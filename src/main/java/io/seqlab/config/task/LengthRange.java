package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;

/** Shortest and longest length, both included. */
@AsList
public record LengthRange(int min, int max) {
  public LengthRange {
    require(min >= 1, "min", "a length is at least 1, not %d", min);
    require(max >= min, "max", "the longest length %d is below the shortest %d", max, min);
  }
}
