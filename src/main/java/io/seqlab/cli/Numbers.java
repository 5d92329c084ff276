package io.seqlab.cli;

import java.util.Locale;

/** Numbers for people. */
final class Numbers {
  private Numbers() {}

  /** Thousands parted by commas. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
