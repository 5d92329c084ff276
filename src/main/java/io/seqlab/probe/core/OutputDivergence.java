package io.seqlab.probe.core;

import ai.djl.ndarray.NDArray;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Divergence between two next-token distributions p and q over the vocabulary, averaged over target
 * positions. Padding is ignored; end-of-sequence is a target position.
 *
 * <ul>
 *   <li>{@code output_distance}: total variation distance ½·Σ|p − q|, from 0 to 1 (Jain and Wallace
 *       2019);
 *   <li>{@code argmax_changed}: share of positions whose most probable token differs.
 * </ul>
 */
public final class OutputDivergence {
  private final DoubleSummaryStatistics distance = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics changed = new DoubleSummaryStatistics();

  /** Adds distributions p and q, (B, T, V) each, at all positions of each target. */
  public void add(NDArray p, NDArray q, int[][] targets) {
    add(p, q, targets, target -> 0);
  }

  /** Adds distributions p and q, (B, T, V) each, only at the last position of each target. */
  public void addLast(NDArray p, NDArray q, int[][] targets) {
    add(p, q, targets, target -> target.length - 1);
  }

  private void add(NDArray p, NDArray q, int[][] targets, ToIntFunction<int[]> firstPosition) {
    float[] sums = p.sub(q).abs().sum(new int[] {2}).toFloatArray(); // (B, T)
    long[] tokenP = p.argMax(2).toLongArray(); // (B, T)
    long[] tokenQ = q.argMax(2).toLongArray();
    int width = sums.length / targets.length;
    for (int b = 0; b < targets.length; b++) {
      for (int t = firstPosition.applyAsInt(targets[b]); t < targets[b].length; t++) {
        int i = b * width + t;
        distance.accept(sums[i] / 2);
        changed.accept(tokenP[i] == tokenQ[i] ? 0 : 1);
      }
    }
  }

  /** Both means, their names behind a prefix. */
  public List<Measurement> measurements(String prefix) {
    return List.of(
        Measurement.mean(prefix + "output_distance", distance),
        Measurement.mean(prefix + "argmax_changed", changed));
  }
}
