package io.seqlab.cli.text;

import java.util.Locale;

/** Number formats. */
public final class Numbers {
  private Numbers() {}

  /** With thousands separators: {@code 12,345}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
