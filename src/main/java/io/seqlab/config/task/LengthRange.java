package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Require;

/** An inclusive range of lengths. */
@AsList
public record LengthRange(int min, int max) {
  public LengthRange {
    require(min >= 1, "min", "a length must be at least 1, not %d", min);
    Require.length("max", max);
    require(max >= min, "max", "the maximum %d must not be below the minimum %d", max, min);
  }
}
