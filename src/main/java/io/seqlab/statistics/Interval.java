package io.seqlab.statistics;

import java.util.function.DoubleUnaryOperator;

/** An estimate and its interval; an undefined end is NaN. */
public record Interval(double estimate, double low, double high) {
  /** The smallest interval that contains both, with the estimate of this one. */
  public Interval hull(Interval other) {
    return new Interval(estimate, Math.min(low, other.low), Math.max(high, other.high));
  }

  /** Whether the interval lies strictly between two bounds. */
  public boolean isInside(double lower, double upper) {
    return low > lower && high < upper;
  }

  /** Whether the interval lies strictly below the lower or strictly above the upper bound. */
  public boolean isOutside(double lower, double upper) {
    return high < lower || low > upper;
  }

  /** Applies an increasing function to the estimate and both ends. */
  public Interval map(DoubleUnaryOperator increasing) {
    return new Interval(
        increasing.applyAsDouble(estimate),
        increasing.applyAsDouble(low),
        increasing.applyAsDouble(high));
  }
}
