package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;

/**
 * Label-smoothed cross-entropy over target tokens, end-of-sequence included and padding excluded,
 * in nats: (1 − ε)·(−log p(y)) + ε/V·Σ_v(−log p(v)) (Szegedy et al. 2016, section 7).
 *
 * @param smoothing ε, from 0 to below 1
 */
public record TokenLoss(double smoothing) {
  /**
   * The sum over a batch, divided by a number of tokens: that of the batch for its mean, or that of
   * all batches whose gradients are accumulated.
   *
   * @return a scalar array on the manager
   */
  public NDArray of(NDManager manager, ForwardPass pass, Seq2Seq model, Batch batch, long tokens) {
    TokenBatch source = TokenBatch.of(manager, batch.sources());
    TokenBatch targets = TokenBatch.of(manager, batch.targets());
    return of(model.logits(pass, source, targets.shiftRight(Vocabulary.BOS)), targets, tokens);
  }

  /**
   * The same from logits (B, T, V) of the targets.
   *
   * @param logits closed by this method
   */
  public NDArray of(NDArray logits, TokenBatch targets, long tokens) {
    long vocabulary = logits.getShape().get(2);
    NDArray logProbabilities;
    try (logits;
        NDArray rows = logits.reshape(-1, vocabulary)) {
      logProbabilities = rows.logSoftmax(-1); // (B·T, V)
    } // the largest arrays of a step are closed here, to free their memory for the backward pass
    NDArray gold = logProbabilities.gather(targets.ids().reshape(-1, 1), 1); // (B·T, 1)
    if (smoothing == 0) {
      return gold.mul(weights(targets, -1.0 / tokens)).sum();
    }
    NDArray all = logProbabilities.sum(new int[] {1}, true); // (B·T, 1)
    return gold.mul(weights(targets, -(1 - smoothing) / tokens))
        .add(all.mul(weights(targets, -smoothing / vocabulary / tokens)))
        .sum();
  }

  /** The weight at real tokens and 0 at padding, (B·T, 1). */
  private static NDArray weights(TokenBatch targets, double weight) {
    return targets.tokenMask((float) weight).reshape(-1, 1);
  }
}
