package io.seqlab.train;

/**
 * Where training stands: all that a checkpoint holds beside arrays.
 *
 * @param step optimizer steps taken
 * @param epoch passes over the data finished
 * @param batch batches of the current pass taken
 * @param tokens real target tokens trained on
 * @param seconds of training, validation and saving left out
 * @param best best validation score so far; NaN before the first
 * @param bestStep the step of it
 * @param stale validations since then
 * @param reductions of the learning rate by a plateau schedule
 * @param sinceReduction validations without a better score since the last of them
 * @param lossSum training loss of all tokens since the last validation, in nats
 * @param lossTokens how many those are
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

  /** After one more step, which ended at a batch of an epoch. */
  TrainingState stepped(long epoch, int batch, Step taken) {
    return new TrainingState(
        step + 1,
        epoch,
        batch,
        tokens + taken.tokens(),
        seconds + taken.seconds(),
        best,
        bestStep,
        stale,
        reductions,
        sinceReduction,
        lossSum + taken.loss() * taken.tokens(),
        lossTokens + taken.tokens());
  }

  /** What a step adds: the mean loss of its tokens, how many they were, and the time it took. */
  record Step(double loss, long tokens, double seconds) {}

  /** Mean training loss a token since the last validation; NaN if there was no step. */
  double trainLoss() {
    return lossTokens == 0 ? Double.NaN : lossSum / lossTokens;
  }

  /**
   * After a validation: better than all before or not, and how many of the latter a plateau
   * schedule bears.
   */
  TrainingState validated(double score, boolean better, int plateauPatience) {
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
