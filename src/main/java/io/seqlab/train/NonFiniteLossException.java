package io.seqlab.train;

/** The loss or a gradient is not a finite number; the message is for the user. */
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonFiniteLossException(TrainingState state, double loss, double norm) {
    this(
        String.format(
            "training diverged at step %d (epoch %d, batch %d): loss %s, gradient norm %s",
            state.step() + 1, state.epoch() + 1, state.batch() + 1, loss, norm));
  }

  NonFiniteLossException(String message) {
    super(
        message
            + ". Try a lower learning_rate, a longer warmup, or a smaller clip_norm; the last good checkpoint is kept");
  }
}
