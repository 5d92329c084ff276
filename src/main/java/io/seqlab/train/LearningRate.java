package io.seqlab.train;

import io.seqlab.config.training.ScheduleSpec;

/**
 * Learning rate schedules: the factor on the learning rate as a pure function of the step, counted
 * from 1, and of the validation history.
 */
final class LearningRate {
  private LearningRate() {}

  /**
   * The factor at a step.
   *
   * @param lastStep end of a cosine schedule that does not define one; 0 if unknown
   * @param reductions of the learning rate so far, for plateau
   */
  static double factor(ScheduleSpec spec, long step, long lastStep, int reductions) {
    return spec.match(
        new ScheduleSpec.Cases<>(
            constant -> warmup(step, constant.warmup()),
            noam ->
                Math.min(step / (double) noam.warmup(), Math.sqrt(noam.warmup() / (double) step)),
            plateau -> Math.max(plateau.minimum(), Math.pow(plateau.factor(), reductions)),
            cosine -> cosine(cosine, step, cosine.steps().orElse(lastStep)),
            exponential -> Math.pow(exponential.decay(), step / (double) exponential.every()),
            inverse -> 1 / (1 + inverse.decay() * (step - 1))));
  }

  private static double cosine(ScheduleSpec.Cosine spec, long step, long end) {
    if (step <= spec.warmup()) {
      return warmup(step, spec.warmup());
    }
    double progress =
        Math.min(1, (step - spec.warmup()) / (double) Math.max(1, end - spec.warmup()));
    return spec.minimum() + (1 - spec.minimum()) * (1 + Math.cos(Math.PI * progress)) / 2;
  }

  private static double warmup(long step, int steps) {
    return steps == 0 ? 1 : Math.min(1, step / (double) steps);
  }
}
