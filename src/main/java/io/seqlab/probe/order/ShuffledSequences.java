package io.seqlab.probe.order;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.TokenBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sequences in another order.
 *
 * @param origins for each place of each sequence, where its token stood before
 */
@SuppressWarnings("ArrayRecordComponent") // ids go to the engine as arrays; nobody compares these
record ShuffledSequences(int[][] sequences, int[][] origins) {

  /** Shuffles each sequence but for so many tokens at its end. */
  static ShuffledSequences of(int[][] sequences, int fixed, Random random) {
    int[][] shuffled = new int[sequences.length][];
    int[][] origins = new int[sequences.length][];
    for (int b = 0; b < sequences.length; b++) {
      int[] sequence = sequences[b];
      List<Integer> places = new ArrayList<>(IntStream.range(0, sequence.length).boxed().toList());
      Collections.shuffle(places.subList(0, Math.max(0, sequence.length - fixed)), random);
      origins[b] = places.stream().mapToInt(Integer::intValue).toArray();
      shuffled[b] = IntStream.of(origins[b]).map(s -> sequence[s]).toArray();
    }
    return new ShuffledSequences(shuffled, origins);
  }

  /** Rows that bring states (B·S, D) of the sequences before into the order now, (B, S). */
  NDArray rows(NDManager manager) {
    int width = TokenBatch.of(manager, sequences).width();
    long[] rows = new long[origins.length * width];
    for (int b = 0; b < origins.length; b++) {
      for (int s = 0; s < width; s++) {
        int origin = s < origins[b].length ? origins[b][s] : s;
        rows[b * width + s] = (long) b * width + origin;
      }
    }
    return manager.create(rows, new Shape(origins.length, width));
  }
}
