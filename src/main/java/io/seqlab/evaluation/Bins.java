package io.seqlab.evaluation;

/** Bins of counts: bin k of a width w holds k·w + 1 to (k + 1)·w. */
public final class Bins {
  private Bins() {}

  /** The bin of a count; 0 is in the first bin. */
  public static int of(int count, int width) {
    return Math.max(0, count - 1) / width;
  }

  /** The centre of a bin. */
  public static double middle(int bin, int width) {
    return bin * width + (width + 1) / 2.0;
  }

  /** floor(log2 count); −1 for 0. */
  public static int log2(int count) {
    return count == 0 ? -1 : 31 - Integer.numberOfLeadingZeros(count);
  }
}
