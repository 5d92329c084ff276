package io.seqlab.probe.core;

import ai.djl.ndarray.NDArray;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How far the distribution of the next token moves, one value a place: the total variation distance
 * ½·Σ|p − q|, from 0 to 1, and whether the likeliest token is another.
 */
public final class OutputDivergence {
  private final DoubleSummaryStatistics distance = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics changed = new DoubleSummaryStatistics();

  /** Adds every real place of distributions (B, T, V) of targets. */
  public void add(NDArray before, NDArray after, int[][] targets) {
    add(before, after, targets, target -> 0);
  }

  /** Adds only the last real place of each target. */
  public void addLast(NDArray before, NDArray after, int[][] targets) {
    add(before, after, targets, target -> target.length - 1);
  }

  private void add(
      NDArray before, NDArray after, int[][] targets, ToIntFunction<int[]> firstPlace) {
    float[] sums = before.sub(after).abs().sum(new int[] {2}).toFloatArray(); // (B, T)
    long[] chosen = before.argMax(2).toLongArray();
    long[] other = after.argMax(2).toLongArray();
    int width = sums.length / targets.length;
    for (int b = 0; b < targets.length; b++) {
      for (int t = firstPlace.applyAsInt(targets[b]); t < targets[b].length; t++) {
        int place = b * width + t;
        distance.accept(sums[place] / 2);
        changed.accept(chosen[place] == other[place] ? 0 : 1);
      }
    }
  }

  /** The means, under names that begin alike. */
  public List<Measurement> measurements(String prefix) {
    return List.of(
        Measurement.single(prefix + "output_distance", distance.getAverage(), distance.getCount()),
        Measurement.single(prefix + "argmax_changed", changed.getAverage(), changed.getCount()));
  }
}
