package io.seqlab.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Exact, by the distribution of the number of successes along all looks.
 *
 * @param design number of seeds at each look, and the share at which the error is computed
 * @param attainable every p of every look, ascending
 * @param adjusted probability that the smallest p is at most each of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BinomialLooks(Design design, double[] attainable, double[] adjusted) implements Looks {
  /** Of rounding in tails of the binomial distribution, relative. */
  private static final double ROUNDING = 1e-9;

  private static final Map<Design, BinomialLooks> COMPUTED = new ConcurrentHashMap<>();

  record Design(List<Integer> seeds, double bound) {}

  static BinomialLooks of(List<Integer> seeds, double bound) {
    return COMPUTED.computeIfAbsent(new Design(List.copyOf(seeds), bound), BinomialLooks::compute);
  }

  private static BinomialLooks compute(Design design) {
    double[] attainable =
        design.seeds().stream()
            .flatMapToDouble(n -> Arrays.stream(tails(n, design.bound())))
            .sorted()
            .toArray();
    double[] adjusted =
        Arrays.stream(attainable).map(p -> rejecting(design, p, design.bound())).toArray();
    return new BinomialLooks(design, attainable, adjusted);
  }

  /** P(X ≥ k) for each number of successes k. */
  private static double[] tails(int n, double bound) {
    return IntStream.rangeClosed(0, n)
        .mapToDouble(k -> BinomialTail.atLeast(k, n, bound))
        .toArray();
  }

  @Override
  public double power(double level, double share) {
    return rejecting(design, critical(level), share);
  }

  /** The probability of a p of at most a critical one at some look, given the true share. */
  private static double rejecting(Design design, double critical, double share) {
    double[] going = {1}; // probability of each number of successes, without rejection so far
    double rejected = 0;
    for (int n : design.seeds()) {
      while (going.length <= n) {
        going = oneMore(going, share);
      }
      double[] tails = tails(n, design.bound());
      for (int k = 0; k <= n; k++) {
        if (tails[k] <= critical * (1 + ROUNDING)) {
          rejected += going[k];
          going[k] = 0;
        }
      }
    }
    return Math.min(1, rejected);
  }

  private static double[] oneMore(double[] of, double share) {
    double[] next = new double[of.length + 1];
    for (int k = 0; k < of.length; k++) {
      next[k] += of[k] * (1 - share);
      next[k + 1] += of[k] * share;
    }
    return next;
  }

  @Override
  public double adjusted(double p) {
    int count = 0;
    while (count < attainable.length && attainable[count] <= p * (1 + ROUNDING)) {
      count++;
    }
    return count == 0 ? p : Math.max(p, adjusted[count - 1]);
  }

  @Override
  public double critical(double level) {
    if (design.seeds().size() == 1) {
      return level;
    }
    int count = 0;
    while (count < attainable.length && adjusted[count] <= level) {
      count++;
    }
    return count == 0 ? 0 : attainable[count - 1];
  }
}
