package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Require;

/** Number of examples by split. */
public record SplitSizes(
    @Default("10000") int train, @Default("500") int valid, @Default("1000") int test) {
  public SplitSizes {
    Require.exampleCount("train", train);
    Require.exampleCount("valid", valid);
    Require.exampleCount("test", test);
  }
}
