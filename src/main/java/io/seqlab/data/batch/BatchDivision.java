package io.seqlab.data.batch;

import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BatchSpec.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides pairs, given by their indices in a list, into batches. */
record BatchDivision(List<EncodedPair> pairs, BatchSpec spec) {
  private static final int BATCHES_PER_POOL = 100;

  /**
   * Number of examples that are sorted by length together.
   *
   * @param meanTarget mean length of targets, end of sequence included
   */
  static long poolSize(BatchSpec spec, double meanTarget) {
    int examples =
        spec.unit() == Unit.SENTENCES ? spec.size() : (int) Math.max(1, spec.size() / meanTarget);
    return (long) BATCHES_PER_POOL * examples;
  }

  /** Divides examples in this order into batches of the largest size that the spec allows. */
  List<int[]> divide(int[] order) {
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

  /** Stable sort by source length, then target length. */
  static int[] sortedByLength(List<EncodedPair> pairs, int[] indices) {
    Comparator<Integer> bySource = Comparator.comparingInt(i -> pairs.get(i).source().length);
    return IntStream.of(indices)
        .boxed()
        .sorted(bySource.thenComparingInt(i -> pairs.get(i).target().length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  static Batch batch(List<EncodedPair> pairs, int[] indices) {
    int[][] sources = new int[indices.length][];
    int[][] targets = new int[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      sources[i] = pairs.get(indices[i]).source();
      targets[i] = pairs.get(indices[i]).target();
    }
    return new Batch(indices.clone(), sources, targets);
  }
}
