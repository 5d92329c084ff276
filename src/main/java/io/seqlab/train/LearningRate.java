package io.seqlab.train;

import io.seqlab.config.training.ScheduleSpec;

/**
 * The factor on the learning rate, a pure function of the step, counted from 1, and of what
 * validation has shown.
 */
final class LearningRate {
  private LearningRate() {}

  /**
   * The factor at a step.
   *
   * @param lastStep the step at which a cosine ends when the schedule does not say; 0 when unknown
   * @param reductions how often validation has stood still long enough, for plateau
   */
  static double factor(ScheduleSpec spec, long step, long lastStep, int reductions) {
    return spec.match(
        new ScheduleSpec.Cases<>(
            constant -> warmup(step, constant.warmup()),
            noam ->
                Math.min(step / (double) noam.warmup(), Math.sqrt(noam.warmup() / (double) step)),
            plateau -> Math.max(plateau.minimum(), Math.pow(plateau.factor(), reductions)),
            cosine -> cosine(cosine, step, cosine.steps().orElse(lastStep)),
            exponential -> Math.pow(exponential.decay(), step / (double) exponential.every())));
  }

  private static double cosine(ScheduleSpec.Cosine spec, long step, long end) {
    if (step <= spec.warmup()) {
      return warmup(step, spec.warmup());
    }
    double done = Math.min(1, (step - spec.warmup()) / (double) Math.max(1, end - spec.warmup()));
    return spec.minimum() + (1 - spec.minimum()) * (1 + Math.cos(Math.PI * done)) / 2;
  }

  private static double warmup(long step, int steps) {
    return steps == 0 ? 1 : Math.min(1, step / (double) steps);
  }
}
