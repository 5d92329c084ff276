package io.seqlab.probe.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.decode.GreedySearch;
import io.seqlab.decode.Scorer;
import io.seqlab.decode.SpecialTokens;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Times scoring and greedy decoding of a batch, without gradients.
 *
 * @param manager of the weights
 */
public record DecodingSpeed(Seq2Seq model, NDManager manager, MedianTimer timer) {
  /** No token ends an output, so that every search takes its maximum number of steps. */
  private static final SpecialTokens WITHOUT_END = new SpecialTokens(Vocabulary.BOS, -1);

  /** Scores all target tokens at once, under teacher forcing. */
  public MedianTimer.Timing teacherForced(Batch batch) {
    Scorer scorer = new Scorer(model, WITHOUT_END);
    return timer.time(() -> scorer.score(manager, batch.sources(), batch.targets()));
  }

  /** Decodes a number of tokens by greedy search. */
  public MedianTimer.Timing greedy(int[][] sources, int tokens) {
    GreedySearch search = new GreedySearch(model, WITHOUT_END, tokens - 1, false);
    return timer.time(() -> search.search(manager, sources));
  }

  /**
   * Decodes the same tokens without decoder state (for a Transformer, without a key-value cache):
   * each step recomputes all earlier positions; the source is encoded once.
   */
  public MedianTimer.Timing uncached(int[][] sources, int tokens) {
    return timer.time(() -> decodeUncached(sources, tokens));
  }

  /** The output, [B][tokens]. */
  int[][] decodeUncached(int[][] sources, int tokens) {
    int[][] output = new int[sources.length][0];
    try (NDManager scratch = manager.newSubManager()) {
      ForwardContext forward = ForwardContext.inference(scratch);
      EncoderOutput encoded = model.encoder().encode(forward, TokenBatch.of(scratch, sources));
      for (int t = 1; t <= tokens; t++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDArray input = scratch.create(behindBos(output));
          NDArray logits = model.decoder().logits(forward, encoded, input); // (B, t, V)
          long[] best = logits.argMax(2).toLongArray();
          for (int b = 0; b < output.length; b++) {
            output[b] = Arrays.copyOf(output[b], t);
            output[b][t - 1] = (int) best[(b + 1) * t - 1];
          }
        }
      }
    }
    return output;
  }

  private static long[][] behindBos(int[][] output) {
    return Arrays.stream(output)
        .map(row -> Arrays.stream(row).asLongStream())
        .map(row -> LongStream.concat(LongStream.of(Vocabulary.BOS), row).toArray())
        .toArray(long[][]::new);
  }
}
