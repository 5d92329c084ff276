package io.seqlab.statistics;

import java.util.Arrays;

/** A straight line through points. */
public final class LinearFit {
  private LinearFit() {}

  /** The slope of least squares, every point with the same weight. NaN if all x are one. */
  public static double slope(double[] x, double[] y) {
    double[] weights = new double[x.length];
    Arrays.fill(weights, 1);
    return slope(x, y, weights);
  }

  /**
   * Σ w (x − x̄)(y − ȳ) / Σ w (x − x̄)², the slope of weighted least squares, means weighted too.
   * NaN if all x are one.
   */
  static double slope(double[] x, double[] y, double[] weights) {
    double sum = Arrays.stream(weights).sum();
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += weights[i] * x[i] / sum;
      meanY += weights[i] * y[i] / sum;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += weights[i] * (x[i] - meanX) * (y[i] - meanY);
      variance += weights[i] * (x[i] - meanX) * (x[i] - meanX);
    }
    return covariance / variance;
  }
}
