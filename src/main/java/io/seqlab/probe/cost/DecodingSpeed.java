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
 * Times a model as it answers a batch, without gradients.
 *
 * @param model with its weights
 * @param manager the weights live on
 * @param watch how often it answers
 */
public record DecodingSpeed(Seq2Seq model, NDManager manager, MedianTimer watch) {
  /** No token ends an answer, so every search takes as many steps as it may. */
  private static final SpecialTokens ENDLESS = new SpecialTokens(Vocabulary.BOS, -1);

  /** Seconds of scoring all target tokens at once. */
  public MedianTimer.Timing teacherForced(Batch batch) {
    Scorer scorer = new Scorer(model, ENDLESS);
    return watch.time(() -> scorer.score(manager, batch.sources(), batch.targets()));
  }

  /** Seconds of greedy search for so many tokens. */
  public MedianTimer.Timing greedy(int[][] sources, int tokens) {
    GreedySearch search = new GreedySearch(model, ENDLESS, tokens - 1, false);
    return watch.time(() -> search.search(manager, sources));
  }

  /**
   * Seconds of the same answers where each step reads all earlier tokens anew instead of keeping a
   * state (for a Transformer, its keys and values); the source is read once.
   */
  public MedianTimer.Timing uncached(int[][] sources, int tokens) {
    return watch.time(() -> writeAnew(sources, tokens));
  }

  /** The tokens written, (B, tokens). */
  int[][] writeAnew(int[][] sources, int tokens) {
    int[][] written = new int[sources.length][0];
    try (NDManager scratch = manager.newSubManager()) {
      ForwardContext pass = ForwardContext.inference(scratch);
      EncoderOutput encoding = model.encoder().encode(pass, TokenBatch.of(scratch, sources));
      for (int t = 1; t <= tokens; t++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDArray given = scratch.create(behindBegin(written));
          NDArray logits = model.decoder().logits(pass, encoding, given); // (B, t, V)
          long[] best = logits.argMax(2).toLongArray();
          for (int b = 0; b < written.length; b++) {
            written[b] = Arrays.copyOf(written[b], t);
            written[b][t - 1] = (int) best[(b + 1) * t - 1];
          }
        }
      }
    }
    return written;
  }

  private static long[][] behindBegin(int[][] written) {
    return Arrays.stream(written)
        .map(row -> Arrays.stream(row).asLongStream())
        .map(row -> LongStream.concat(LongStream.of(Vocabulary.BOS), row).toArray())
        .toArray(long[][]::new);
  }
}
