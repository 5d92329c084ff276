package io.seqlab.data.batch;

import java.util.Optional;

/**
 * The batches of training. In each epoch every example is in exactly one batch. The order depends
 * only on the examples, their specification, the seed and the epoch: all models of a seed get the
 * same batches, and training can resume at any batch.
 */
public interface Batches extends AutoCloseable {
  /**
   * The batch at an index (from 0) of an epoch (from 0); empty if the epoch has fewer. Batches are
   * usually asked for in order.
   */
  Optional<Batch> at(long epoch, int index);

  /** The share of an epoch that comes before a batch, from 0 to 1. */
  double shareBefore(long epoch, int index);

  @Override
  void close();
}
