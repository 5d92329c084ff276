package io.seqlab.data.batch;

import io.seqlab.config.training.BatchSpec;
import io.seqlab.data.core.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * The batches of pairs in memory. With bucketing, the shuffled examples are divided into pools of
 * 100 batches; each pool is sorted by length and divided into batches, and all batches are
 * shuffled.
 */
public final class Batcher implements Batches {
  private final EpochPairs epochs;
  private final BatchSpec spec;
  private final long seed;

  private long plannedEpoch = -1;
  private List<EncodedPair> pairs = List.of();
  private List<int[]> plan = List.of();

  public Batcher(List<EncodedPair> pairs, BatchSpec spec, long seed) {
    this(EpochPairs.same(pairs), spec, seed);
  }

  /** Batches of pairs that may differ between epochs. */
  public Batcher(EpochPairs epochs, BatchSpec spec, long seed) {
    this.epochs = epochs;
    this.spec = spec;
    this.seed = seed;
  }

  /** All pairs sorted by length, in batches of this size. */
  public static List<Batch> forEvaluation(List<EncodedPair> pairs, int size) {
    int[] order = BatchDivision.sortedByLength(pairs, IntStream.range(0, pairs.size()).toArray());
    return IntStream.iterate(0, from -> from < order.length, from -> from + size)
        .mapToObj(from -> Arrays.copyOfRange(order, from, Math.min(from + size, order.length)))
        .map(indices -> BatchDivision.batch(pairs, indices))
        .toList();
  }

  /** Number of batches of an epoch (from 0); it differs between epochs with batches by tokens. */
  public int batchesInEpoch(long epoch) {
    return plan(epoch).size();
  }

  /** The batch at an index (from 0) of an epoch (from 0). */
  public Batch batch(long epoch, int index) {
    int[] indices = plan(epoch).get(index);
    return BatchDivision.batch(pairs, indices);
  }

  @Override
  public Optional<Batch> at(long epoch, int index) {
    return index < batchesInEpoch(epoch) ? Optional.of(batch(epoch, index)) : Optional.empty();
  }

  @Override
  public double shareBefore(long epoch, int index) {
    return index / (double) batchesInEpoch(epoch);
  }

  /** Indices of the examples of each batch of an epoch; the last plan and its pairs are cached. */
  private List<int[]> plan(long epoch) {
    if (epoch != plannedEpoch) {
      pairs = epochs.of(epoch);
      UniformRandomProvider random = RandomStream.of(seed, "batches", epoch);
      int[] order = ArraySampler.shuffle(random, IntStream.range(0, pairs.size()).toArray());
      BatchDivision division = new BatchDivision(pairs, spec);
      plan = spec.bucket() ? bucketed(division, order, random) : division.divide(order);
      plannedEpoch = epoch;
    }
    return plan;
  }

  private static List<int[]> bucketed(
      BatchDivision division, int[] order, UniformRandomProvider random) {
    List<EncodedPair> pairs = division.pairs();
    double meanTarget = pairs.stream().mapToInt(pair -> pair.target().length).average().orElse(1);
    long pool = BatchDivision.poolSize(division.spec(), meanTarget);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from = (int) Math.min(from + pool, order.length)) {
      int to = (int) Math.min(from + pool, order.length);
      batches.addAll(
          division.divide(
              BatchDivision.sortedByLength(pairs, Arrays.copyOfRange(order, from, to))));
    }
    ListSampler.shuffle(random, batches);
    return batches;
  }

  @Override
  public void close() {
    // Everything is in memory.
  }
}
