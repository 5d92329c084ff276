package io.seqlab.statistics;

import java.util.List;

/**
 * The error of testing one hypothesis several times while seeds are added, and stopping at the
 * first rejection: a test at each look at p ≤ c rejects a true hypothesis with a probability of at
 * most {@link #adjusted adjusted(c)} (one critical p for all looks, as Pocock 1977).
 */
public interface Looks {
  /** The probability that the smallest p of all looks is at most p, if the hypothesis is true. */
  double adjusted(double p);

  /** The largest p whose {@link #adjusted} is at most a level; 0 if there is none. */
  double critical(double level);

  /**
   * The probability of a rejection at some look.
   *
   * @param truth for a mean, its distance from the bound in standard deviations over seeds; for a
   *     share, the true one
   */
  double power(double level, double truth);

  /**
   * One-sided t tests of the mean of normal values: simulated, as few seeds have no asymptotics.
   */
  static Looks ofMean(List<Integer> seeds) {
    return StudentLooks.of(seeds);
  }

  /**
   * Binomial tests that a share exceeds a bound: exact, at the bound itself, where the error is
   * largest. The sign test of a median is that of the share 1/2.
   */
  static Looks ofShare(List<Integer> seeds, double bound) {
    return new BinomialLooks(List.copyOf(seeds), bound);
  }
}
