package io.seqlab.data.task;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/** Samples positions of a sequence, from 0. */
final class PositionSampling {
  private PositionSampling() {}

  /** A uniformly random subset of the positions of a sequence, in increasing order. */
  static int[] choose(UniformRandomProvider random, int count, int length) {
    int[] positions = PermutationSampler.natural(length);
    PermutationSampler.shuffle(random, positions);
    return Arrays.stream(positions).limit(count).sorted().toArray();
  }
}
