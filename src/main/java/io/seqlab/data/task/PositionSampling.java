package io.seqlab.data.task;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/** Places in a sequence, counted from 0. */
final class PositionSampling {
  private PositionSampling() {}

  /** So many different places of a sequence, in rising order; each choice is equally likely. */
  static int[] choose(UniformRandomProvider random, int count, int length) {
    int[] places = PermutationSampler.natural(length);
    PermutationSampler.shuffle(random, places);
    return Arrays.stream(places).limit(count).sorted().toArray();
  }
}
