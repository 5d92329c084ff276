package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Greedy search: takes the most probable token at each step, for a whole batch at once.
 *
 * @param model to decode with
 * @param special ids of beginning-of-sequence and end-of-sequence
 * @param maxLength most tokens of a hypothesis
 * @param keepAttention whether hypotheses include attention weights
 * @param cancellation polled at each step
 */
public record GreedySearch(
    Seq2Seq model,
    SpecialTokens special,
    int maxLength,
    boolean keepAttention,
    Cancellation cancellation)
    implements Search {

  @Override
  public List<List<Hypothesis>> search(NDManager manager, int[][] sources) {
    Hypotheses batch = new Hypotheses(sources.length, special.end());
    try (NDManager scratch = manager.newSubManager()) {
      ForwardPass pass = ForwardPass.inference(scratch);
      DecoderState state =
          model
              .decoder()
              .initialState(pass, model.encoder().encode(pass, TokenBatch.of(scratch, sources)));
      long[] last = new long[sources.length];
      Arrays.fill(last, special.begin());
      for (int t = 0; t <= maxLength && !batch.complete(); t++) {
        cancellation.check();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          DecoderStep step = model.decoder().step(pass, state, scratch.create(last));
          last = choose(step, batch, t == maxLength);
          StateScope.keepOnly(step.state(), state);
          state = step.state();
        }
      }
    }
    return batch.hypotheses();
  }

  private long[] choose(DecoderStep step, Hypotheses batch, boolean mustEnd) {
    NDArray logProbabilities = step.logits().logSoftmax(-1); // (B, V)
    NDArray best = logProbabilities.argMax(-1); // (B)
    float[] scores = logProbabilities.gather(best.expandDims(1), 1).toFloatArray();
    long[] chosen = best.toLongArray();
    float[] weights =
        keepAttention && step.attention() != null ? step.attention().toFloatArray() : new float[0];
    batch.add(chosen, scores, weights, mustEnd);
    return chosen;
  }

  /** The unfinished hypotheses of a batch. */
  private static final class Hypotheses {
    private final int end;
    private final List<List<Integer>> tokens = new ArrayList<>();
    private final List<List<float[]>> attention = new ArrayList<>();
    private final double[] scores;
    private final boolean[] ended;

    Hypotheses(int size, int end) {
      this.end = end;
      scores = new double[size];
      ended = new boolean[size];
      for (int b = 0; b < size; b++) {
        tokens.add(new ArrayList<>());
        attention.add(new ArrayList<>());
      }
    }

    boolean complete() {
      for (boolean each : ended) {
        if (!each) {
          return false;
        }
      }
      return true;
    }

    /** Appends one token to each hypothesis; at the maximum length only end-of-sequence. */
    void add(long[] chosen, float[] logProbabilities, float[] weights, boolean onlyEnds) {
      int width = weights.length / chosen.length;
      for (int b = 0; b < chosen.length; b++) {
        boolean isEnd = chosen[b] == end;
        if (ended[b]) {
          continue;
        }
        NonFiniteScoreException.requireNumber(logProbabilities[b]);
        if (onlyEnds && !isEnd) {
          continue;
        }
        ended[b] = isEnd;
        scores[b] += logProbabilities[b];
        if (!isEnd) {
          tokens.get(b).add((int) chosen[b]);
        }
        if (width > 0) {
          attention.get(b).add(Arrays.copyOfRange(weights, b * width, (b + 1) * width));
        }
      }
    }

    List<List<Hypothesis>> hypotheses() {
      List<List<Hypothesis>> all = new ArrayList<>();
      for (int b = 0; b < scores.length; b++) {
        int[] ids = tokens.get(b).stream().mapToInt(Integer::intValue).toArray();
        all.add(List.of(new Hypothesis(ids, scores[b], attention.get(b).toArray(new float[0][]))));
      }
      return all;
    }
  }
}
