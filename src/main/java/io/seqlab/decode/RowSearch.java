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
 * at each step. Ended rows leave the batch.
 *
 * @param choice of the next token
 * @param perSource rows of each source
 */
record RowSearch(SearchSettings settings, Choice choice, int perSource) {

  /** Ended rows leave the batch once they are this part of it. */
  private static final int PART = 4;

  /** Chooses the next token. */
  @FunctionalInterface
  interface Choice {
    /**
     * The id of the next token.
     *
     * @param row of the batch
     * @param scores log-probabilities or logits
     * @param at its row of the scores
     * @param prefix the tokens before it
     */
    int choose(int row, StepScores scores, int at, int[] prefix);
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
          DecoderStep step = settings.model().step(pass, state, scratch.create(rows.lastTokens()));
          rows.extend(step);
          DecoderState next = rows.select(scratch, step.state());
          StateScope.keepOnly(next, state);
          state = next;
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
    private int[] inState; // the rows of the decoder state
    private int open;

    Rows(int size) {
      logProbabilities =
          settings.wanted().logProbabilities()
              || settings.spec().sample()
              || TokenRules.of(settings).needLogProbabilities();
      prefixes = IntStream.range(0, size).mapToObj(Prefix::empty).toArray(Prefix[]::new);
      ended = new Hypothesis[size];
      inState = IntStream.range(0, size).toArray();
      open = size;
    }

    void extend(DecoderStep step) {
      StepScores scores = StepScores.of(step, logProbabilities, settings.wanted().attention());
      for (int at = 0; at < inState.length; at++) {
        if (ended[inState[at]] == null) {
          extend(inState[at], scores, at);
        }
      }
    }

    /** The token that each row of the state reads. */
    long[] lastTokens() {
      return Arrays.stream(inState)
          .map(r -> prefixes[r].last(settings.special()))
          .asLongStream()
          .toArray();
    }

    /** The state without ended rows, once they are a large part of it, as that copies the state. */
    DecoderState select(NDManager scratch, DecoderState after) {
      if (open == 0 || (inState.length - open) * PART < inState.length) {
        return after;
      }
      long[] kept =
          IntStream.range(0, inState.length)
              .filter(at -> ended[inState[at]] == null)
              .asLongStream()
              .toArray();
      inState = Arrays.stream(kept).mapToInt(at -> inState[(int) at]).toArray();
      return after.select(scratch.create(kept));
    }

    /** Appends a token; at the maximum length only end-of-sequence. */
    private void extend(int r, StepScores scores, int at) {
      int id = choice.choose(r, scores, at, prefixes[r].tokens());
      double score = scores.score(at, id); // a number, or an exception
      double logProbability = logProbabilities ? score : Double.NaN;
      if (id == settings.special().end()) {
        ended[r] = prefixes[r].ended(new Token(id, 0, logProbability, scores.attention(at)));
        open--;
      } else if (prefixes[r].tokens().length < settings.spec().maxLength()) {
        prefixes[r] = prefixes[r].with(new Token(id, 0, logProbability, scores.attention(at)));
      }
    }

    Hypothesis[] hypotheses() {
      Hypothesis[] all = new Hypothesis[ended.length];
      Arrays.setAll(all, r -> ended[r] == null ? prefixes[r].cutOff() : ended[r]);
      return all;
    }
  }
}
