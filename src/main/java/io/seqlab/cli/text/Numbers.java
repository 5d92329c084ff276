package io.seqlab.cli.text;

import java.util.Locale;

/** Numbers for people. */
public final class Numbers {
  private Numbers() {}

  /** Thousands parted by commas. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
