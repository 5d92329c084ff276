package io.seqlab.decode;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.seqlab.decode.Prefix.Token;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.TokenBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Decodes rows that do not depend on each other, for a whole batch at once: each chooses one token
 * at each step.
 *
 * @param choice of the next token
 * @param perSource rows of each source
 */
record RowSearch(SearchSettings settings, Choice choice, int perSource) {

  /** Chooses the next token. */
  @FunctionalInterface
  interface Choice {
    /**
     * The id of the next token.
     *
     * @param row of the batch
     * @param scores log-probabilities or logits
     * @param prefix the tokens before it
     */
    int choose(int row, StepScores scores, int[] prefix);
  }

  /** The hypothesis of each row, those of the first source first. */
  Hypothesis[] search(NDManager manager, int[][] sources) {
    int size = sources.length * perSource;
    Rows rows = new Rows(size);
    try (NDManager scratch = manager.newSubManager()) {
      ForwardPass all = ForwardPass.inference(scratch);
      ForwardPass pass = rows.logProbabilities ? all : all.forArgMax();
      DecoderState state = settings.model().start(pass, TokenBatch.of(scratch, sources));
      if (perSource > 1) {
        long[] source = IntStream.range(0, size).mapToLong(row -> row / perSource).toArray();
        state = state.select(scratch.create(source));
      }
      for (int t = 0; t <= settings.spec().maxLength() && rows.open > 0; t++) {
        settings.cancellation().check();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          DecoderStep step = settings.model().step(pass, state, scratch.create(rows.last));
          rows.extend(step);
          StateScope.keepOnly(step.state(), state);
          state = step.state();
        }
      }
    }
    return rows.hypotheses();
  }

  /** The hypotheses of a batch. */
  private final class Rows {
    private final boolean logProbabilities;
    private final Prefix[] prefixes;
    private final Hypothesis[] ended;
    private final long[] last;
    private int open;

    Rows(int size) {
      logProbabilities =
          settings.wanted().logProbabilities()
              || settings.spec().sample()
              || TokenRules.of(settings).needLogProbabilities();
      prefixes = IntStream.range(0, size).mapToObj(Prefix::empty).toArray(Prefix[]::new);
      ended = new Hypothesis[size];
      last = new long[size];
      Arrays.fill(last, settings.special().begin());
      open = size;
    }

    void extend(DecoderStep step) {
      StepScores scores = StepScores.of(step, logProbabilities, settings.wanted().attention());
      for (int r = 0; r < prefixes.length; r++) {
        if (ended[r] == null) {
          extend(r, scores);
        }
      }
    }

    /** Appends a token; at the maximum length only end-of-sequence. */
    private void extend(int r, StepScores scores) {
      int id = choice.choose(r, scores, prefixes[r].tokens());
      double score = scores.score(r, id); // a number, or an exception
      double logProbability = logProbabilities ? score : Double.NaN;
      if (id == settings.special().end()) {
        ended[r] = prefixes[r].ended(new Token(id, 0, logProbability, scores.attention(r)));
        open--;
      } else if (prefixes[r].tokens().length < settings.spec().maxLength()) {
        prefixes[r] = prefixes[r].with(new Token(id, 0, logProbability, scores.attention(r)));
        last[r] = id;
      }
    }

    Hypothesis[] hypotheses() {
      Hypothesis[] all = new Hypothesis[ended.length];
      Arrays.setAll(all, r -> ended[r] == null ? prefixes[r].cutOff() : ended[r]);
      return all;
    }
  }
}
