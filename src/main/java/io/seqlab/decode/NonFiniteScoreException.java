package io.seqlab.decode;

/**
 * A model has given NaN for a log-probability: its weights are finite, but numbers computed from
 * them overflow. The message is for the user.
 */
public final class NonFiniteScoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NonFiniteScoreException() {
    super(
        "the model has diverged: it gives NaN for a log-probability, so that its outputs and scores mean nothing. Try a lower learning_rate, a longer warmup, or a smaller clip_norm");
  }

  /** Requires that a log-probability is not NaN. */
  static void requireNumber(double logProbability) {
    if (Double.isNaN(logProbability)) {
      throw new NonFiniteScoreException();
    }
  }
}
