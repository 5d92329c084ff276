package io.seqlab.train;

/**
 * The progress of training: checkpoint metadata other than tensors.
 *
 * @param step optimizer steps taken
 * @param epoch completed epochs
 * @param batch batches of the current epoch that are used up
 * @param tokens target tokens trained on, without padding
 * @param seconds of training, without validation and saving
 * @param best best validation score so far; NaN before the first
 * @param bestStep step of the best validation score
 * @param stale validations since the best, for early stopping
 * @param reductions of the learning rate by the plateau schedule
 * @param sinceReduction validations without a better score since the last reduction
 * @param lossSum training loss of all tokens since the last validation, in nats
 * @param lossTokens number of those tokens
 */
public record TrainingState(
    long step,
    long epoch,
    int batch,
    long tokens,
    double seconds,
    double best,
    long bestStep,
    int stale,
    int reductions,
    int sinceReduction,
    double lossSum,
    long lossTokens) {
  /** Before the first step. */
  public static final TrainingState START =
      new TrainingState(0, 0, 0, 0, 0, Double.NaN, 0, 0, 0, 0, 0, 0);

  /** The state after one more step, which ended at a batch of an epoch. */
  TrainingState afterStep(long epoch, int batch, Step step) {
    return new TrainingState(
        this.step + 1,
        epoch,
        batch,
        tokens + step.tokens(),
        seconds + step.seconds(),
        best,
        bestStep,
        stale,
        reductions,
        sinceReduction,
        lossSum + step.loss() * step.tokens(),
        lossTokens + step.tokens());
  }

  /** One step: mean loss per token in nats, target tokens, and time in seconds. */
  record Step(double loss, long tokens, double seconds) {}

  /** Whether the weights are those of the last validation, or of the start. */
  public boolean validated() {
    return lossTokens == 0;
  }

  /** Mean training loss per token since the last validation; NaN if there was no step. */
  double trainLoss() {
    return lossTokens == 0 ? Double.NaN : lossSum / lossTokens;
  }

  /**
   * The state after a validation.
   *
   * @param better whether the score is the best so far
   * @param plateauPatience validations without a better score after which the plateau schedule
   *     reduces the learning rate
   */
  TrainingState afterValidation(double score, boolean better, int plateauPatience) {
    if (better) {
      return new TrainingState(
          step, epoch, batch, tokens, seconds, score, step, 0, reductions, 0, 0, 0);
    }
    boolean reduce = sinceReduction + 1 >= plateauPatience;
    return new TrainingState(
        step,
        epoch,
        batch,
        tokens,
        seconds,
        best,
        bestStep,
        stale + 1,
        reductions + (reduce ? 1 : 0),
        reduce ? 0 : sinceReduction + 1,
        0,
        0);
  }
}
