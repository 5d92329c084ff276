package io.seqlab.probe.order;

import ai.djl.ndarray.NDArray;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.probe.core.Measurement;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;

/**
 * Change of next-token distributions when the second half of the target is replaced: every token
 * from position ⌊T/2⌋ on becomes another one, at random. The decoder's input at position t is the
 * token before it, so a causal decoder gives the same distributions up to position ⌊T/2⌋.
 */
final class FutureChange {
  private static final int FIRST_WORD = Vocabulary.EOS + 1;
  private final DoubleSummaryStatistics ofFuture = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics ofPast = new DoubleSummaryStatistics();

  /** Targets whose tokens from position ⌊T/2⌋ on are other words of a vocabulary. */
  static int[][] replace(int[][] targets, int vocabulary, Random random) {
    int words = vocabulary - FIRST_WORD;
    int[][] replaced = new int[targets.length][];
    for (int b = 0; b < targets.length; b++) {
      replaced[b] = targets[b].clone();
      for (int t = split(targets[b]); t < targets[b].length; t++) {
        int word = Math.max(0, targets[b][t] - FIRST_WORD);
        int shift = words > 1 ? 1 + random.nextInt(words - 1) : 0;
        replaced[b][t] = FIRST_WORD + (word + shift) % words;
      }
    }
    return replaced;
  }

  /** Adds distributions p of targets and q of {@link #replace replaced} ones, (B, T, V) each. */
  void add(NDArray p, NDArray q, int[][] targets) {
    float[] largest = p.sub(q).abs().max(new int[] {2}).toFloatArray(); // (B, T)
    int width = largest.length / targets.length;
    for (int b = 0; b < targets.length; b++) {
      for (int t = 0; t < targets[b].length; t++) {
        (t <= split(targets[b]) ? ofFuture : ofPast).accept(largest[b * width + t]);
      }
    }
  }

  private static int split(int[] target) {
    return target.length / 2;
  }

  List<Measurement> measurements() {
    return List.of(
        Measurement.single("target_future_change", ofFuture.getMax(), ofFuture.getCount()),
        Measurement.single("target_past_change", ofPast.getMax(), ofPast.getCount()));
  }
}
