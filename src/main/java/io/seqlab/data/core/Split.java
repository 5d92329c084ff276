package io.seqlab.data.core;

import io.seqlab.config.task.LengthRange;
import io.seqlab.config.task.SplitLengths;
import io.seqlab.config.task.SplitSizes;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/** The parts of a task: what models learn from, are chosen by, and are measured on. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** The key of this split in a study. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of three things that belongs to this split. */
  public <T> T select(T train, T valid, T test) {
    return switch (this) {
      case TRAIN -> train;
      case VALID -> valid;
      case TEST -> test;
    };
  }

  /** How many examples this split asks for. */
  public int size(SplitSizes sizes) {
    return select(sizes.train(), sizes.valid(), sizes.test());
  }

  /** A length, uniform over the range of this split. */
  public int length(SplitLengths lengths, UniformRandomProvider random) {
    LengthRange range = select(lengths.train(), lengths.valid(), lengths.test());
    return random.nextInt(range.min(), range.max() + 1);
  }
}
