package io.seqlab.probe;

import java.util.Arrays;

/**
 * The straight line with the least squares of y − (intercept + slope·x). Without two different x
 * the slope is NaN.
 */
public record Line(double intercept, double slope) {

  /** The line through points. */
  public static Line through(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(Double.NaN);
    double meanY = Arrays.stream(y).average().orElse(Double.NaN);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    double slope = products / squares;
    return new Line(meanY - slope * meanX, slope);
  }
}
