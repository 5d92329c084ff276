package io.seqlab.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The median over seeds by the sign test (Conover 1999, section 3.4). Exact for every distribution:
 * if the median were at most the bound, each value would exceed it with a probability of at most
 * 1/2. Values equal to a bound count against the hypothesis tested for.
 *
 * @param values finite, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MedianInference(double... values) implements Inference {
  private static final double HALF = 0.5;

  public MedianInference {
    values = values.clone();
    Arrays.sort(values);
  }

  /** The probability that a normal value lies above a bound this many deviations below its mean. */
  public static double shareOfNormal(double effect) {
    return NormalDistribution.of(0, 1).cumulativeProbability(effect);
  }

  @Override
  public double estimate() {
    int n = values.length;
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
  }

  @Override
  public double pAbove(double bound) {
    long above = Arrays.stream(values).filter(value -> value > bound).count();
    return ShareInference.atLeast((int) above, values.length, HALF);
  }

  @Override
  public double pBelow(double bound) {
    long below = Arrays.stream(values).filter(value -> value < bound).count();
    return ShareInference.atLeast((int) below, values.length, HALF);
  }

  @Override
  public double lower(double level) {
    int outside = leastInside(level);
    return outside > values.length ? Double.NEGATIVE_INFINITY : values[values.length - outside];
  }

  @Override
  public double upper(double level) {
    int outside = leastInside(level);
    return outside > values.length ? Double.POSITIVE_INFINITY : values[outside - 1];
  }

  /** The least number of values on one side of a bound that is significant; n + 1 if none is. */
  private int leastInside(double level) {
    int count = values.length + 1;
    while (count > 1 && ShareInference.atLeast(count - 1, values.length, HALF) <= level) {
      count--;
    }
    return count;
  }
}
