package io.seqlab.probe.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Scorer;
import io.seqlab.decode.Search;
import io.seqlab.decode.SearchSettings;
import io.seqlab.decode.SpecialTokens;
import io.seqlab.decode.Wanted;
import io.seqlab.evaluation.ExampleDecoder;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.Arrays;

/**
 * Times scoring and greedy decoding of a batch, without gradients.
 *
 * @param manager of the weights
 */
public record DecodingSpeed(Seq2Seq model, NDManager manager, MedianTimer timer) {
  /** No token ends an output, so that every search takes its maximum number of steps. */
  private static final SpecialTokens WITHOUT_END = ExampleDecoder.SPECIAL.withoutEnd();

  /** The columns of padding and beginning-of-sequence, which no search outputs. */
  private static final NDIndex NEVER =
      new NDIndex(":, :, %d:%d:%d".formatted(Vocabulary.PAD, Vocabulary.BOS + 1, Vocabulary.BOS));

  /** Scores all target tokens at once, under teacher forcing. */
  public MedianTimer.Timing teacherForced(Batch batch) {
    Scorer scorer = new Scorer(Ensemble.of(model), WITHOUT_END);
    return timer.time(() -> scorer.score(manager, batch.sources(), batch.targets()));
  }

  /** Decodes a number of tokens by greedy search, without log-probabilities. */
  public MedianTimer.Timing greedy(int[][] sources, int tokens) {
    return search(sources, tokens, 1, Wanted.TOKENS);
  }

  /**
   * Decodes a number of tokens.
   *
   * @param beam K; 1 for greedy search
   */
  public MedianTimer.Timing search(int[][] sources, int tokens, int beam, Wanted wanted) {
    DecodingSpec spec =
        SpecReader.read(
            "{beam: %d, max_length: %d}".formatted(beam, Math.max(1, tokens - 1)),
            "decoding",
            DecodingSpec.class);
    Search search =
        Search.of(
            new SearchSettings(Ensemble.of(model), WITHOUT_END, spec, wanted, timer.cancellation()),
            (source, sample) -> () -> 0);
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
    int[][] prefixes = new int[sources.length][];
    Arrays.fill(prefixes, new int[] {Vocabulary.BOS});
    try (NDManager scratch = manager.newSubManager()) {
      ForwardPass forward = ForwardPass.inference(scratch);
      Encoding encoded = model.encoder().encode(forward, TokenBatch.of(scratch, sources));
      for (int t = 1; t <= tokens; t++) {
        timer.cancellation().check();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDArray input = TokenBatch.of(scratch, prefixes).ids();
          NDArray logits = model.decoder().logits(forward, encoded, input); // (B, t, V)
          logits.set(NEVER, Float.NEGATIVE_INFINITY);
          long[] best = logits.argMax(2).toLongArray();
          for (int b = 0; b < prefixes.length; b++) {
            prefixes[b] = Arrays.copyOf(prefixes[b], t + 1);
            prefixes[b][t] = (int) best[(b + 1) * t - 1];
          }
        }
      }
    }
    return Arrays.stream(prefixes)
        .map(row -> Arrays.copyOfRange(row, 1, row.length))
        .toArray(int[][]::new);
  }
}
