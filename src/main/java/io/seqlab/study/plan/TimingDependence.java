package io.seqlab.study.plan;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.config.probe.CostProbeSpec;
import java.util.Optional;

/** Whether results of a study depend on run time, so that its runs must not run in parallel. */
public final class TimingDependence {
  private TimingDependence() {}

  /** The key of the study that introduces the dependence; empty if there is none. */
  public static Optional<String> of(StudySpec study) {
    if (study.probes().stream().anyMatch(CostProbeSpec.class::isInstance)) {
      return Optional.of("probes: cost");
    }
    if (StudyRuns.specs(study).values().stream()
        .anyMatch(run -> run.training().budget().seconds().isPresent())) {
      return Optional.of("training.budget.seconds");
    }
    return study.claims().stream()
        .flatMap(claim -> claim.parts().stream())
        .flatMap(test -> test.criterion().operands().stream().map(test::measureOf))
        .filter(TimingDependence::isTime)
        .findFirst()
        .map(measure -> "claims: " + measure);
  }

  private static boolean isTime(String measure) {
    return RunColumn.ofKey(measure).filter(RunColumn::isSpeed).isPresent()
        || measure.equals(TrainingMeasure.SECONDS_TO.key());
  }
}
