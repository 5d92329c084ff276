package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that a study defines, in the order of {@link PlannedRuns}. */
public final class StudyRuns {
  private StudyRuns() {}

  public static List<RunKey> keys(StudySpec study) {
    return List.copyOf(PlannedRuns.of(study).keySet());
  }

  /** The spec of each run as written in the study, before widths are matched. */
  public static Map<RunKey, RunSpec> specs(StudySpec study) {
    Map<RunKey, RunSpec> runs = new LinkedHashMap<>();
    PlannedRuns.of(study)
        .forEach((key, point) -> runs.put(key, RunSpec.of(point.study(), key.model(), key.seed())));
    return runs;
  }
}
