package io.seqlab.data.batch;

import io.seqlab.config.training.BatchSpec;
import java.util.List;

/** The training pairs of each epoch (from 0) in memory: the same examples in the same order. */
@FunctionalInterface
public interface EpochPairs extends TrainingPairs {
  List<EncodedPair> of(long epoch);

  @Override
  default Batches batches(BatchSpec spec, long seed) {
    return new Batcher(this, spec, seed);
  }

  /**
   * The same pairs in every epoch.
   *
   * @throws IllegalArgumentException if there are none
   */
  static EpochPairs same(List<EncodedPair> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("no examples");
    }
    List<EncodedPair> copy = List.copyOf(pairs);
    return epoch -> copy;
  }
}
