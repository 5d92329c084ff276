package io.seqlab.train;

import io.seqlab.config.measure.MetricName;
import java.io.IOException;
import java.util.Map;

/** Receives training progress and computes validation scores. */
public interface TrainingListener {
  /**
   * One optimizer step.
   *
   * @param state after the step
   * @param learningRate of the step
   * @param loss mean per target token, in nats
   * @param gradientNorm global norm before clipping
   * @param fraction of the budget used, from 0 to 1
   * @param seconds duration of the step
   */
  record StepReport(
      TrainingState state,
      double learningRate,
      double loss,
      double gradientNorm,
      double fraction,
      double seconds) {}

  /** Called after each step. */
  void onStep(StepReport step) throws IOException;

  /**
   * Computes the validation scores of the current weights, at least the metric that selects the
   * best checkpoint.
   *
   * @throws io.seqlab.cancellation.CancelledException if a stop was requested
   */
  Map<MetricName, Double> validate(TrainingState state) throws IOException;

  /** Called after each validation, before its latest checkpoint is written. */
  void onValidation(
      TrainingState state, double learningRate, double trainLoss, Map<MetricName, Double> scores)
      throws IOException;

  /** Whether training should stop after the current step. */
  boolean cancelled();
}
