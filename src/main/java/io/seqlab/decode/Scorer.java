package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;

/**
 * The probability of given answers, teacher-forced on themselves.
 *
 * @param model any model
 * @param special ids that begin and end an answer
 */
public record Scorer(Seq2Seq model, SpecialTokens special) {
  /**
   * log p(target | source) of each pair, in nats, end-of-sequence included.
   *
   * @param targets ids that end with end-of-sequence
   */
  public double[] score(NDManager manager, int[][] sources, int[][] targets) {
    try (NDManager scratch = manager.newSubManager()) {
      ForwardContext context = ForwardContext.inference(scratch);
      TokenBatch answers = TokenBatch.of(scratch, targets);
      NDArray logits =
          model.logits(
              context, TokenBatch.of(scratch, sources), answers.shiftRight(special.begin()));
      NDArray chosen =
          logits.logSoftmax(-1).gather(answers.ids().expandDims(2), 2).squeeze(2); // (B, T)
      float[] sums = chosen.mul(answers.tokenMask(1)).sum(new int[] {1}).toFloatArray();
      double[] scores = new double[sums.length];
      for (int b = 0; b < scores.length; b++) {
        scores[b] = sums[b];
      }
      return scores;
    }
  }
}
