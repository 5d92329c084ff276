package io.seqlab.study;

import io.seqlab.config.ClaimTest;
import io.seqlab.config.CostProbeSpec;
import io.seqlab.config.StudySpec;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a study says depends on how fast its runs are, so that they must not share a
 * machine.
 */
public final class MeasuresTime {
  private static final Set<String> SPEEDS =
      Set.of("seconds", "train_tokens_per_second", "decode_sentences_per_second");

  private MeasuresTime() {}

  /** The key of the study by which it does; empty if it does not. */
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
        .map(ClaimTest::measure)
        .filter(SPEEDS::contains)
        .findFirst()
        .map(measure -> "claims: " + measure);
  }
}
