package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.StudyPoints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that a study asks for, in the order of {@link StudyPoints}. */
public final class StudyRuns {
  private StudyRuns() {}

  /** Every run of a study. */
  public static List<RunKey> keys(StudySpec study) {
    return List.copyOf(StudyPoints.of(study).keySet());
  }

  /** The same, with what each is as the study writes it; widths are not matched yet. */
  public static Map<RunKey, RunSpec> specs(StudySpec study) {
    Map<RunKey, RunSpec> runs = new LinkedHashMap<>();
    StudyPoints.of(study)
        .forEach((key, point) -> runs.put(key, RunSpec.of(point.study(), key.model(), key.seed())));
    return runs;
  }
}
