package io.seqlab.evaluation;

/** How counts are put into bins: bin k of a width holds k·width + 1 to (k + 1)·width. */
public final class Bins {
  private Bins() {}

  /** The bin of a count from 1; 0 falls into the first as well. */
  public static int of(int count, int width) {
    return Math.max(0, count - 1) / width;
  }

  /** The middle of a bin. */
  public static double middle(int bin, int width) {
    return bin * width + (width + 1) / 2.0;
  }

  /** floor(log2 count); −1 for none. */
  public static int log2(int count) {
    return count == 0 ? -1 : 31 - Integer.numberOfLeadingZeros(count);
  }
}
