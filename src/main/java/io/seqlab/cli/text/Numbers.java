package io.seqlab.cli.text;

import java.util.Locale;

/** Number formats. */
public final class Numbers {
  private Numbers() {}

  /** With thousands separators: {@code 12,345}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** With its noun: {@code 1 step}, {@code 12,345 steps}. */
  public static String count(long number, String noun) {
    return count(number) + " " + (number == 1 ? noun : noun + "s");
  }

  /** {@code 0:42}, {@code 12:05} or {@code 3:12:05}. */
  public static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
