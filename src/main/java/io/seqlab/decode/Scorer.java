package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;

/**
 * Log-probabilities of given targets under teacher forcing.
 *
 * @param model to score with
 * @param special ids of beginning-of-sequence and end-of-sequence
 */
public record Scorer(Seq2Seq model, SpecialTokens special) {
  /**
   * log p(target | source) of each pair, in nats, end-of-sequence included.
   *
   * @param targets ids that end with end-of-sequence
   * @throws NonFiniteScoreException if the model gives NaN for a log-probability
   */
  public double[] score(NDManager manager, int[][] sources, int[][] targets) {
    try (NDManager scratch = manager.newSubManager()) {
      ForwardPass pass = ForwardPass.inference(scratch);
      TokenBatch target = TokenBatch.of(scratch, targets);
      NDArray logits =
          model.logits(pass, TokenBatch.of(scratch, sources), target.shiftRight(special.begin()));
      NDArray gold =
          logits.logSoftmax(-1).gather(target.ids().expandDims(2), 2).squeeze(2); // (B, T)
      float[] sums = gold.mul(target.tokenMask(1)).sum(new int[] {1}).toFloatArray();
      double[] scores = new double[sums.length];
      for (int b = 0; b < scores.length; b++) {
        NonFiniteScoreException.requireNumber(sums[b]);
        scores[b] = sums[b];
      }
      return scores;
    }
  }
}
