package io.seqlab.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Tails of the binomial distribution. */
final class BinomialTail {
  private BinomialTail() {}

  /** P(X ≥ k) of X with n trials of probability p. */
  static double atLeast(int k, int n, double p) {
    return k <= 0 ? 1 : BinomialDistribution.of(n, p).survivalProbability(k - 1);
  }
}
