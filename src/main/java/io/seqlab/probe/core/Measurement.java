package io.seqlab.probe.core;

import java.util.DoubleSummaryStatistics;

/**
 * One number that a probe produces: a single value, or one point of a curve.
 *
 * @param measure name of the measure, as in measures.csv
 * @param dimension name of the x-axis, such as {@code source_length}; empty for a single value
 * @param x position on that axis, the centre of a bin; 0 for a single value
 * @param n sample size: the examples, tokens or timed repetitions that the value is computed from
 */
public record Measurement(String measure, String dimension, double x, double value, long n) {
  /** Dimension: source tokens, without end-of-sequence. */
  public static final String SOURCE_LENGTH = "source_length";

  /** Dimension: tokens between a source position and the end of the source. */
  public static final String DISTANCE = "distance";

  /** A single value. */
  public static Measurement single(String measure, double value, long n) {
    return new Measurement(measure, "", 0, value, n);
  }

  /** The mean of values. */
  public static Measurement mean(String measure, DoubleSummaryStatistics values) {
    return single(measure, values.getAverage(), values.getCount());
  }

  /** The same value as a point of a curve. */
  public Measurement at(String axis, double position) {
    return new Measurement(measure, axis, position, value, n);
  }
}
