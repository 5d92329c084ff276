package io.seqlab.data;

import io.seqlab.config.SplitSizes;
import java.util.Locale;

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
  <T> T choose(T train, T valid, T test) {
    return switch (this) {
      case TRAIN -> train;
      case VALID -> valid;
      case TEST -> test;
    };
  }

  /** How many examples this split asks for. */
  int size(SplitSizes sizes) {
    return choose(sizes.train(), sizes.valid(), sizes.test());
  }
}
