package io.seqlab.probe.cost;

import io.seqlab.cancellation.Cancellation;
import java.util.ArrayList;
import java.util.List;

/**
 * Times repeated runs of some work and reports the median. At least one run is warm-up.
 *
 * @param warmUpSeconds minimum time of warm-up runs, for the JIT compiler and the engine's caches
 * @param repetitions maximum number of timed runs
 * @param limitSeconds no timed run starts after this time; one is always timed
 * @param cancellation polled before each run
 */
public record MedianTimer(
    double warmUpSeconds, int repetitions, double limitSeconds, Cancellation cancellation) {

  /**
   * A timing.
   *
   * @param seconds median of the timed runs
   * @param runs number of timed runs
   */
  public record Timing(double seconds, int runs) {
    static Timing of(List<Double> seconds) {
      List<Double> sorted = seconds.stream().sorted().toList();
      int n = sorted.size();
      return new Timing((sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2, n);
    }
  }

  /** Runs and times some work. */
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

  private double seconds(Runnable work) {
    cancellation.check();
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
