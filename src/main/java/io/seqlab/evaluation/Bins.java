package io.seqlab.evaluation;

/**
 * Bins of counts: bin k of a width w holds k·w + 1 to (k + 1)·w. 0, the length of an empty
 * sequence, has a bin of its own.
 */
public final class Bins {
  private static final int EMPTY = -1;

  private Bins() {}

  /** The bin of a count. */
  public static int of(int count, int width) {
    return count == 0 ? EMPTY : (count - 1) / width;
  }

  /** The centre of a bin. */
  public static double middle(int bin, int width) {
    return bin == EMPTY ? 0 : bin * width + (width + 1) / 2.0;
  }

  /** floor(log2 count); −1 for 0. */
  public static int log2(int count) {
    return count == 0 ? -1 : 31 - Integer.numberOfLeadingZeros(count);
  }
}
