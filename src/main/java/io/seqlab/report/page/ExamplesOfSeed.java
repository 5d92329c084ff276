package io.seqlab.report.page;

import io.seqlab.config.StudySpec;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;

/** Says of which seed the shown examples are, if each seed of a study has its own. */
final class ExamplesOfSeed {
  private ExamplesOfSeed() {}

  /** A sentence with a space before it; empty if all seeds have the same examples. */
  static String note(StudySpec study, RunKey shown) {
    return PlannedRuns.haveExamplesOfEachSeed(study)
        ? " Each seed has examples of its own; these are of seed %d.".formatted(shown.seed())
        : "";
  }
}
