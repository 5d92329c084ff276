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
 * Token sequences in random order.
 *
 * @param sequences shuffled ids, [B][S]
 * @param origins the former position of each token, [B][S]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ShuffledSequences(int[][] sequences, int[][] origins) {

  /** Shuffles each sequence except for its last {@code fixed} tokens. */
  static ShuffledSequences of(int[][] sequences, int fixed, Random random) {
    int[][] shuffled = new int[sequences.length][];
    int[][] origins = new int[sequences.length][];
    for (int b = 0; b < sequences.length; b++) {
      int[] sequence = sequences[b];
      List<Integer> order = new ArrayList<>(IntStream.range(0, sequence.length).boxed().toList());
      Collections.shuffle(order.subList(0, Math.max(0, sequence.length - fixed)), random);
      origins[b] = order.stream().mapToInt(Integer::intValue).toArray();
      shuffled[b] = IntStream.of(origins[b]).map(s -> sequence[s]).toArray();
    }
    return new ShuffledSequences(shuffled, origins);
  }

  /** For each position its origin's row in states (B·S, D) of the original sequences, (B, S). */
  NDArray originRows(NDManager manager) {
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
