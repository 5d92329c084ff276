package io.seqlab.statistics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One-sided confidence bounds of a share that is tested at several looks, by inverting the test: no
 * bound beyond them would be supported. The corrected p is not monotonic in the bound of the test,
 * as it jumps where an outcome of another look stops to be as extreme; so the outermost bound at
 * which it exceeds the level counts, and each end is wrong with a probability of at most the level.
 *
 * @param seeds number of seeds at each look
 */
public record ShareBounds(List<Integer> seeds, int successes, int trials, double level) {
  /** Number of equal steps from 0 to 1 in which the outermost bound is looked for. */
  private static final int STEPS = 1_000;

  private static final int HALVINGS = 40;

  private static final Map<ShareBounds, Double> LOWER = new ConcurrentHashMap<>();

  public ShareBounds {
    seeds = List.copyOf(seeds);
  }

  /** The largest share below which all shares would be exceeded. */
  public double lower() {
    return LOWER.computeIfAbsent(this, ShareBounds::search);
  }

  /** The smallest share above which all shares would be undercut. */
  public double upper() {
    return 1 - new ShareBounds(seeds, trials - successes, trials, level).lower();
  }

  private double search() {
    int step = 1;
    while (step < STEPS && isExceeded((double) step / STEPS)) {
      step++;
    }
    double low = (step - 1.0) / STEPS;
    double high = (double) step / STEPS;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (isExceeded(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isExceeded(double bound) {
    double p = new ShareInference(successes, trials).pAbove(bound);
    return Looks.ofShare(seeds, bound).adjusted(p) <= level;
  }
}
