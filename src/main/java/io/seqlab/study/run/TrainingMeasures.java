package io.seqlab.study.run;

import io.seqlab.config.measure.MilestoneSpec;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@link TrainingMeasure}s of a run, from its validations: the training up to the first
 * validation that reaches a milestone, and whether training reached a plateau.
 */
final class TrainingMeasures {
  private TrainingMeasures() {}

  /**
   * The measures of a trained run.
   *
   * @param reachedPlateau whether training ended at a plateau
   */
  static List<Measure> of(RunContext run, List<Validation> validations, boolean reachedPlateau) {
    List<Measure> measures = new ArrayList<>();
    if (run.spec().training().patience().isPresent()) {
      measures.add(measure(run, TrainingMeasure.REACHED_CAP, "", 0, reachedPlateau ? 0 : 1));
    }
    if (run.jobs() > 1) {
      measures.add(measure(run, TrainingMeasure.CONCURRENT_RUNS, "", 0, run.jobs()));
    }
    if (!run.node().isEmpty()) {
      measures.add(
          measure(
              run,
              TrainingMeasure.NODE,
              run.node(),
              0,
              Runtime.getRuntime().availableProcessors()));
    }
    for (MilestoneSpec milestone : run.spec().milestones()) {
      Optional<Validation> first =
          validations.stream()
              .filter(v -> milestone.isReachedBy(v.scores().get(milestone.metric().key())))
              .findFirst();
      for (TrainingMeasure measure : TrainingMeasure.values()) {
        if (measure.isToMilestone()) {
          double value = first.map(validation -> effort(measure, validation)).orElse(Double.NaN);
          measures.add(measure(run, measure, milestone.metric().key(), milestone.reaches(), value));
        }
      }
    }
    return measures;
  }

  private static double effort(TrainingMeasure measure, Validation validation) {
    return switch (measure) {
      case STEPS_TO -> validation.step();
      case SECONDS_TO -> validation.seconds();
      case TOKENS_TO -> validation.tokens();
      case REACHED_CAP, CONCURRENT_RUNS, NODE -> Double.NaN;
    };
  }

  private static Measure measure(
      RunContext run, TrainingMeasure measure, String dimension, double x, double value) {
    return new Measure(run.key(), measure.key(), dimension, x, value, 1);
  }
}
