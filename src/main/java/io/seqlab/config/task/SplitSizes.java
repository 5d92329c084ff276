package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;

/** Number of examples by split. */
public record SplitSizes(
    @Default("10000") int train, @Default("500") int valid, @Default("1000") int test) {
  public SplitSizes {
    require(train >= 1, "train", "train must be at least 1 example, not %d", train);
    require(valid >= 1, "valid", "valid must be at least 1 example, not %d", valid);
    require(test >= 1, "test", "test must be at least 1 example, not %d", test);
  }
}
