package io.seqlab.data.task;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Samples distinct numbers. */
final class DistinctSampling {
  private DistinctSampling() {}

  /**
   * Distinct numbers from 0 to below {@code size} in uniformly random order: the last {@code count}
   * of a shuffle (Fisher and Yates; Knuth, algorithm 3.4.2 P).
   *
   * <p>Implementation: only positions whose number was moved are stored, so that time and memory
   * grow with {@code count} alone. Draws and numbers are those of {@code PermutationSampler} of
   * Commons RNG.
   */
  static int[] sample(UniformRandomProvider random, int size, int count) {
    Map<Integer, Integer> moved = new HashMap<>();
    int[] sample = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      int position = size - count + i;
      int chosen = position == 0 ? 0 : random.nextInt(position + 1);
      int last = moved.getOrDefault(position, position);
      sample[i] = moved.getOrDefault(chosen, chosen);
      moved.put(chosen, last);
    }
    return sample;
  }
}
