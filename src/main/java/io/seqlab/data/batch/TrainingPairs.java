package io.seqlab.data.batch;

import io.seqlab.config.training.BatchSpec;

/** The training examples of a run as token ids, from which batches are made. */
public interface TrainingPairs {
  /** The batches of training with this seed. */
  Batches batches(BatchSpec spec, long seed);
}
