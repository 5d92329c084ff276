package io.seqlab.train;

import io.seqlab.config.measure.MetricName;
import java.io.IOException;
import java.util.Map;

/** Takes part in training: measures validation scores, and hears how training goes. */
public interface TrainingListener {
  /**
   * A step was taken.
   *
   * @param state where training stands after it
   * @param learningRate used
   * @param loss mean over the batch's tokens, in nats
   * @param gradientNorm global norm before clipping
   * @param fraction of the budget used, 0 to 1
   * @param seconds the step took
   */
  record StepReport(
      TrainingState state,
      double learningRate,
      double loss,
      double gradientNorm,
      double fraction,
      double seconds) {}

  /** A step was taken. */
  void onStep(StepReport step) throws IOException;

  /**
   * Scores of the model as it is now on the validation examples; the one that chooses the best must
   * be among them.
   */
  Map<MetricName, Double> validate(TrainingState state) throws IOException;

  /** A validation and the checkpoints after it are done. */
  void onValidation(
      TrainingState state, double learningRate, double trainLoss, Map<MetricName, Double> scores)
      throws IOException;

  /** Whether training should stop here, after a checkpoint of the step it is at. */
  boolean cancelled();
}
