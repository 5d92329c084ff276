package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.RowLookup;

/**
 * What a query looks up: keys to be scored, values (B, S, D) to be averaged, and which of them are
 * padding.
 */
public record AttentionMemory(NDArray keys, NDArray values, PaddingMask padding) {
  /**
   * A context (B, T, D) and the weights (B, T, S) it was averaged with; each row of weights sums to
   * 1.
   */
  public record Attended(NDArray context, NDArray weights) {}

  /** The states of an encoding, with keys for a score. */
  public static AttentionMemory of(
      ForwardContext context, EncoderOutput encoderOutput, ScoreFunction score) {
    return new AttentionMemory(
        score.keys(context, encoderOutput.states()),
        encoderOutput.states(),
        encoderOutput.padding());
  }

  /** softmax(scores)·values, for queries (B, T, Q). */
  public Attended attend(ForwardContext context, ScoreFunction score, NDArray queries) {
    NDArray soft = padding.hide(score.scores(context, queries, keys)).softmax(-1); // (B, T, S)
    NDArray weights = context.attention().apply(score, soft, padding.bias());
    return new Attended(weights.batchMatMul(values), weights);
  }

  /** The memory of other rows. */
  public AttentionMemory select(NDArray rows) {
    return new AttentionMemory(
        RowLookup.select(keys, rows), RowLookup.select(values, rows), padding.select(rows));
  }

  /** Every array held. */
  public NDList arrays() {
    NDList all = new NDList(keys, values);
    if (padding.bias() != null) {
      all.add(padding.bias());
    }
    return all;
  }
}
