package io.seqlab.probe.core;

/**
 * One value.
 *
 * @param measure what was measured, as it is named in files
 * @param dimension what it was measured over; empty if over nothing
 * @param x where on the dimension: of a bin, its middle; 0 without a dimension
 * @param n examples, tokens or repetitions behind the value
 */
public record Measurement(String measure, String dimension, double x, double value, long n) {
  /** Dimension of source lengths: tokens, the end not counted. */
  public static final String SOURCE_LENGTH = "source_length";

  /** Dimension of distances in a source: tokens between. */
  public static final String DISTANCE = "distance";

  /** A value over no dimension. */
  public static Measurement single(String measure, double value, long n) {
    return new Measurement(measure, "", 0, value, n);
  }
}
