package io.seqlab.statistics;

import java.util.function.DoubleUnaryOperator;

/** An estimate and the interval around it; the ends are NaN where nothing is known about them. */
public record Interval(double estimate, double low, double high) {
  /** The smallest interval that holds both, with the estimate of this one. */
  public Interval hull(Interval other) {
    return new Interval(estimate, Math.min(low, other.low), Math.max(high, other.high));
  }

  /** Whether all of it lies strictly between two bounds. */
  public boolean inside(double lower, double upper) {
    return low > lower && high < upper;
  }

  /** Whether all of it lies strictly beyond one of two bounds. */
  public boolean outside(double lower, double upper) {
    return high < lower || low > upper;
  }

  /** The same on another scale, by a function that grows. */
  public Interval map(DoubleUnaryOperator growing) {
    return new Interval(
        growing.applyAsDouble(estimate), growing.applyAsDouble(low), growing.applyAsDouble(high));
  }
}
