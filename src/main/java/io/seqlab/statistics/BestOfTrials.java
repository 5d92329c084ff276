package io.seqlab.statistics;

import java.util.Arrays;

/**
 * The expected best score of k trials, each drawn at random from those of a search with n trials:
 * with sorted scores v₁ ≤ … ≤ vₙ, the expected maximum is Σᵢ vᵢ·((i/n)ᵏ − ((i−1)/n)ᵏ). Dodge et al.
 * 2019, "Show Your Work", section 3.1. It tells what a smaller search would have found.
 */
public final class BestOfTrials {
  private BestOfTrials() {}

  /**
   * The expected maximum, or minimum, of k scores.
   *
   * @param higherIsBetter whether the best score is the maximum
   */
  public static double expected(double[] scores, int k, boolean higherIsBetter) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double sum = 0;
    for (int i = 1; i <= n; i++) {
      double weight = Math.pow((double) i / n, k) - Math.pow((i - 1.0) / n, k);
      sum += weight * (higherIsBetter ? sorted[i - 1] : sorted[n - i]);
    }
    return sum;
  }
}
