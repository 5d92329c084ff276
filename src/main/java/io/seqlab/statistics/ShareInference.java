package io.seqlab.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A probability, from a number of successes in independent trials: exact binomial tests and bounds
 * (Clopper and Pearson 1934).
 */
public record ShareInference(int successes, int trials) implements Inference {
  @Override
  public double estimate() {
    return (double) successes / trials;
  }

  @Override
  public double pAbove(double bound) {
    return atLeast(successes, trials, Math.min(1, Math.max(0, bound)));
  }

  @Override
  public double pBelow(double bound) {
    return atLeast(trials - successes, trials, 1 - Math.min(1, Math.max(0, bound)));
  }

  @Override
  public double lower(double level) {
    return successes == 0
        ? 0
        : BetaDistribution.of(successes, trials - successes + 1.0)
            .inverseCumulativeProbability(level);
  }

  @Override
  public double upper(double level) {
    return successes == trials
        ? 1
        : BetaDistribution.of(successes + 1.0, (double) trials - successes)
            .inverseSurvivalProbability(level);
  }

  /** P(X ≥ k) of X with n trials of probability p: a tail of the binomial distribution. */
  static double atLeast(int k, int n, double p) {
    return k <= 0 ? 1 : BinomialDistribution.of(n, p).survivalProbability(k - 1);
  }
}
