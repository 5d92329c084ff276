package io.seqlab.data.batch;

import io.seqlab.config.training.BatchSpec;
import java.util.Optional;

/** Training pairs that are read again in each epoch, and shuffled in a buffer. */
public interface PairStream extends TrainingPairs {
  /** Opens the pairs of an epoch (from 0), in the order of the text. */
  Reader open(long epoch);

  /** Number of pairs of each epoch. */
  int size();

  /** Mean length of targets, end of sequence included. */
  double meanTarget();

  /** Number of pairs among which the next one is drawn. */
  int shuffleBuffer();

  @Override
  default Batches batches(BatchSpec spec, long seed) {
    return new StreamedBatches(this, spec, seed);
  }

  /** Reads pairs one after another. */
  interface Reader extends AutoCloseable {
    /** The next pair; empty at the end. */
    Optional<EncodedPair> next();

    @Override
    void close();
  }
}
