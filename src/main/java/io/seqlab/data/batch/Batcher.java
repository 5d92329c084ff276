package io.seqlab.data.batch;

import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BatchSpec.Unit;
import io.seqlab.data.core.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * The batches of training. In each epoch every example stands in exactly one batch, in an order
 * that depends only on the pairs, the spec, the seed and the number of the epoch: every model of a
 * seed sees the same batches, and training goes on from any place.
 *
 * <p>With buckets, the shuffled examples are cut into pools of {@value #BATCHES_IN_A_POOL} batches,
 * each pool is sorted by length and cut into batches, and the batches are shuffled.
 */
public final class Batcher {
  private static final int BATCHES_IN_A_POOL = 100;

  private final List<EncodedPair> pairs;
  private final BatchSpec spec;
  private final long seed;

  private long plannedEpoch = -1;
  private List<int[]> plan = List.of();

  public Batcher(List<EncodedPair> pairs, BatchSpec spec, long seed) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("there are no examples to make batches of");
    }
    this.pairs = List.copyOf(pairs);
    this.spec = spec;
    this.seed = seed;
  }

  /** All pairs, those of similar length together, so many in a batch: for evaluation. */
  public static List<Batch> forEvaluation(List<EncodedPair> pairs, int size) {
    int[] order = sortedByLength(pairs, IntStream.range(0, pairs.size()).toArray());
    return IntStream.iterate(0, from -> from < order.length, from -> from + size)
        .mapToObj(from -> Arrays.copyOfRange(order, from, Math.min(from + size, order.length)))
        .map(examples -> batch(pairs, examples))
        .toList();
  }

  /** How many batches an epoch (from 0) has; with batches by tokens, epochs differ. */
  public int batchesInEpoch(long epoch) {
    return plan(epoch).size();
  }

  /** Batch number {@code index} (from 0) of an epoch (from 0). */
  public Batch batch(long epoch, int index) {
    return batch(pairs, plan(epoch).get(index));
  }

  /** The examples of each batch of an epoch. The last plan asked for is kept. */
  private List<int[]> plan(long epoch) {
    if (epoch != plannedEpoch) {
      UniformRandomProvider random = RandomStream.of(seed, "batches", epoch);
      int[] order = ArraySampler.shuffle(random, IntStream.range(0, pairs.size()).toArray());
      plan = spec.bucket() ? bucketed(order, random) : cut(order);
      plannedEpoch = epoch;
    }
    return plan;
  }

  private List<int[]> bucketed(int[] order, UniformRandomProvider random) {
    long pool = (long) BATCHES_IN_A_POOL * examplesInABatch();
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from = (int) Math.min(from + pool, order.length)) {
      int to = (int) Math.min(from + pool, order.length);
      batches.addAll(cut(sortedByLength(pairs, Arrays.copyOfRange(order, from, to))));
    }
    ListSampler.shuffle(random, batches);
    return batches;
  }

  private int examplesInABatch() {
    if (spec.unit() == Unit.SENTENCES) {
      return spec.size();
    }
    double meanLength = pairs.stream().mapToInt(pair -> pair.target().length).average().orElse(1);
    return (int) Math.max(1, spec.size() / meanLength);
  }

  /** Cuts an order into batches that are as large as the spec allows. */
  private List<int[]> cut(int[] order) {
    List<int[]> batches = new ArrayList<>();
    int from = 0;
    long longest = 0;
    for (int i = 0; i < order.length; i++) {
      int count = i - from;
      long withNext = Math.max(longest, pairs.get(order[i]).target().length);
      boolean full =
          spec.unit() == Unit.SENTENCES
              ? count == spec.size()
              : withNext * (count + 1) > spec.size();
      if (full && count > 0) {
        batches.add(Arrays.copyOfRange(order, from, i));
        from = i;
        withNext = pairs.get(order[i]).target().length;
      }
      longest = withNext;
    }
    batches.add(Arrays.copyOfRange(order, from, order.length));
    return batches;
  }

  /** By length of source, then of target; the order of equals is kept. */
  private static int[] sortedByLength(List<EncodedPair> pairs, int[] examples) {
    Comparator<Integer> bySource = Comparator.comparingInt(i -> pairs.get(i).source().length);
    return IntStream.of(examples)
        .boxed()
        .sorted(bySource.thenComparingInt(i -> pairs.get(i).target().length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Batch batch(List<EncodedPair> pairs, int[] examples) {
    int[][] sources = new int[examples.length][];
    int[][] targets = new int[examples.length][];
    for (int i = 0; i < examples.length; i++) {
      sources[i] = pairs.get(examples[i]).source();
      targets[i] = pairs.get(examples[i]).target();
    }
    return new Batch(examples.clone(), sources, targets);
  }
}
