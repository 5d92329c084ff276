package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.StudyPoints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that a study defines, in the order of {@link StudyPoints}. */
public final class StudyRuns {
  private StudyRuns() {}

  public static List<RunKey> keys(StudySpec study) {
    return List.copyOf(StudyPoints.of(study).keySet());
  }

  /** The spec of each run as written in the study, before widths are matched. */
  public static Map<RunKey, RunSpec> specs(StudySpec study) {
    Map<RunKey, RunSpec> runs = new LinkedHashMap<>();
    StudyPoints.of(study)
        .forEach((key, point) -> runs.put(key, RunSpec.of(point.study(), key.model(), key.seed())));
    return runs;
  }
}
