package io.seqlab.probe.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * How something is timed: it runs once at least to warm up, then again and again; the median
 * counts.
 *
 * @param warmUpSeconds least time of warming up
 * @param repetitions most runs that are timed
 * @param limitSeconds time after which no further run begins; one is always timed
 */
public record MedianTimer(double warmUpSeconds, int repetitions, double limitSeconds) {

  /**
   * What was found.
   *
   * @param seconds median of the runs
   * @param runs how many there were
   */
  public record Timing(double seconds, int runs) {
    /** The median of some times. */
    static Timing of(List<Double> seconds) {
      List<Double> sorted = seconds.stream().sorted().toList();
      int n = sorted.size();
      return new Timing((sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2, n);
    }
  }

  /** Times some work. */
  public Timing time(Runnable work) {
    double warm = 0;
    do {
      warm += seconds(work);
    } while (warm < warmUpSeconds);
    List<Double> seconds = new ArrayList<>();
    double sum = 0;
    do {
      seconds.add(seconds(work));
      sum += seconds.get(seconds.size() - 1);
    } while (seconds.size() < repetitions && sum < limitSeconds);
    return Timing.of(seconds);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
