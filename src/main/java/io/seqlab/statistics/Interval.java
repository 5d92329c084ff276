package io.seqlab.statistics;

/** An estimate and its interval; an undefined end is NaN. */
public record Interval(double estimate, double low, double high) {
  /** The two-sided interval at a level, half of which is at each end. */
  public static Interval of(Inference inference, double level) {
    return new Interval(
        inference.estimate(), inference.lower(level / 2), inference.upper(level / 2));
  }

  /** The smallest interval that contains both, with the estimate of this one. */
  public Interval hull(Interval other) {
    return new Interval(estimate, Math.min(low, other.low), Math.max(high, other.high));
  }
}
