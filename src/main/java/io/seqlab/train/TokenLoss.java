package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;

/**
 * Label-smoothed cross-entropy over real target tokens, end-of-sequence included: (1 − ε)·(−log
 * p(y)) + ε/V·Σ(−log p), in nats (Szegedy et al. 2016, section 7). Padding has no part in it.
 *
 * @param smoothing ε, from 0 to below 1
 */
public record TokenLoss(double smoothing) {
  /**
   * The sum over a batch, divided by a number of tokens: the batch's own for its mean, or that of
   * several batches whose gradients are added up.
   *
   * @return a scalar array on the manager
   */
  public NDArray of(
      NDManager manager, ForwardContext context, Seq2Seq model, Batch batch, long tokens) {
    TokenBatch source = TokenBatch.of(manager, batch.sources());
    TokenBatch answers = TokenBatch.of(manager, batch.targets());
    return of(model.logits(context, source, answers.shiftRight(Vocabulary.BOS)), answers, tokens);
  }

  /**
   * The same from logits (B, T, V) of the answers.
   *
   * @param logits are closed here
   */
  public NDArray of(NDArray logits, TokenBatch answers, long tokens) {
    long vocabulary = logits.getShape().get(2);
    NDArray logProbabilities;
    try (logits;
        NDArray rows = logits.reshape(-1, vocabulary)) {
      logProbabilities = rows.logSoftmax(-1); // (B·T, V)
    } // the largest arrays of a step go at once, so that the backward pass finds their memory free
    NDArray chosen = logProbabilities.gather(answers.ids().reshape(-1, 1), 1); // (B·T, 1)
    if (smoothing == 0) {
      return chosen.mul(weights(answers, -1.0 / tokens)).sum();
    }
    NDArray all = logProbabilities.sum(new int[] {1}, true); // (B·T, 1)
    return chosen
        .mul(weights(answers, -(1 - smoothing) / tokens))
        .add(all.mul(weights(answers, -smoothing / vocabulary / tokens)))
        .sum();
  }

  /** The weight at tokens, 0 at padding, (B·T, 1). */
  private static NDArray weights(TokenBatch answers, double weight) {
    return answers.tokenMask((float) weight).reshape(-1, 1);
  }
}
