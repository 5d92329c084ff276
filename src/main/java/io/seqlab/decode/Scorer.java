package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.TokenBatch;

/**
 * Log-probabilities of given targets under teacher forcing.
 *
 * @param models to score with: one, or several as an ensemble
 * @param special ids of beginning-of-sequence and end-of-sequence
 */
public record Scorer(Ensemble models, SpecialTokens special) {
  /**
   * log p(target | source) of each pair, in nats, end-of-sequence included.
   *
   * @param targets ids that end with end-of-sequence
   * @throws NonFiniteScoreException if the model gives NaN for a log-probability
   */
  public double[] score(NDManager manager, int[][] sources, int[][] targets) {
    try (NDManager scratch = manager.newSubManager()) {
      TokenBatch target = TokenBatch.of(scratch, targets);
      NDArray gold = logProbabilities(scratch, sources, target); // (B, T)
      return requireNumbers(gold.mul(target.tokenMask(1)).sum(new int[] {1}).toFloatArray());
    }
  }

  /**
   * log p(target | source) of each pair without the log-probability of end-of-sequence: the score
   * of an answer that was cut off.
   *
   * @param targets ids that end with end-of-sequence
   * @throws NonFiniteScoreException if the model gives NaN for a log-probability
   */
  public double[] scoreWithoutEnd(NDManager manager, int[][] sources, int[][] targets) {
    try (NDManager scratch = manager.newSubManager()) {
      TokenBatch target = TokenBatch.of(scratch, targets);
      float[] gold = logProbabilities(scratch, sources, target).toFloatArray(); // (B, T)
      float[] sums = new float[targets.length];
      for (int b = 0; b < sums.length; b++) {
        for (int t = 0; t < targets[b].length - 1; t++) {
          sums[b] += gold[b * target.width() + t];
        }
      }
      return requireNumbers(sums);
    }
  }

  private NDArray logProbabilities(NDManager scratch, int[][] sources, TokenBatch target) {
    ForwardPass pass = ForwardPass.inference(scratch);
    return models.logProbabilities(
        pass, TokenBatch.of(scratch, sources), target, special.begin()); // (B, T)
  }

  private static double[] requireNumbers(float[] sums) {
    double[] scores = new double[sums.length];
    for (int b = 0; b < scores.length; b++) {
      NonFiniteScoreException.requireNumber(sums[b]);
      scores[b] = sums[b];
    }
    return scores;
  }
}
