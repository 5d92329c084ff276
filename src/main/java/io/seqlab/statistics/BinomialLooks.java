package io.seqlab.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Exact, by the distribution of the number of successes along all looks.
 *
 * @param seeds number of seeds at each look
 * @param bound the share at which the error is computed
 */
record BinomialLooks(List<Integer> seeds, double bound) implements Looks {
  /** Of rounding in tails of the binomial distribution, relative. */
  private static final double ROUNDING = 1e-9;

  private static final Map<BinomialLooks, Table> TABLES = new ConcurrentHashMap<>();

  /**
   * What a critical p can be.
   *
   * @param attainable every p of every look, ascending
   * @param adjusted probability that the smallest p is at most each of them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Table(double[] attainable, double[] adjusted) {
    static Table of(BinomialLooks looks) {
      double[] attainable =
          looks.seeds().stream()
              .flatMapToDouble(n -> Arrays.stream(looks.tails(n)))
              .sorted()
              .toArray();
      return new Table(
          attainable,
          Arrays.stream(attainable).map(p -> looks.rejecting(p, looks.bound())).toArray());
    }
  }

  /** P(X ≥ k) for each number of successes k. */
  private double[] tails(int n) {
    return IntStream.rangeClosed(0, n)
        .mapToDouble(k -> ShareInference.atLeast(k, n, bound))
        .toArray();
  }

  @Override
  public double power(double level, double share) {
    return rejecting(critical(level), share);
  }

  /** The probability of a p of at most a critical one at some look, given the true share. */
  private double rejecting(double critical, double share) {
    double[] going = {1}; // probability of each number of successes, without rejection so far
    double rejected = 0;
    for (int n : seeds) {
      while (going.length <= n) {
        going = oneMore(going, share);
      }
      double[] tails = tails(n);
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
    return seeds.size() == 1 ? p : Math.max(p, rejecting(p, bound));
  }

  @Override
  public double critical(double level) {
    if (seeds.size() == 1) {
      return level;
    }
    Table table = TABLES.computeIfAbsent(this, Table::of);
    int count = 0;
    while (count < table.attainable.length && table.adjusted[count] <= level) {
      count++;
    }
    return count == 0 ? 0 : table.attainable[count - 1];
  }
}
