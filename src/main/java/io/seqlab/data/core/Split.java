package io.seqlab.data.core;

import io.seqlab.config.task.LengthRange;
import io.seqlab.config.task.SplitLengths;
import io.seqlab.config.task.SplitSizes;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/** The splits of a task: training, validation and test. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** The key of this split in a study. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The argument for this split. */
  public <T> T select(T train, T valid, T test) {
    return switch (this) {
      case TRAIN -> train;
      case VALID -> valid;
      case TEST -> test;
    };
  }

  /** The number of examples of this split. */
  public int size(SplitSizes sizes) {
    return select(sizes.train(), sizes.valid(), sizes.test());
  }

  /** A random length, uniform over the range of this split. */
  public int length(SplitLengths lengths, UniformRandomProvider random) {
    LengthRange range = select(lengths.train(), lengths.valid(), lengths.test());
    return random.nextInt(range.min(), range.max() + 1);
  }
}
