package io.seqlab.study;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.Grid;
import io.seqlab.result.RunKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that a study asks for: each seed, model, and point of the grid that concerns it. */
public final class StudyRuns {
  private StudyRuns() {}

  /**
   * Every run of a study, in the order they are run: one seed of all before the next seed, so that
   * a study cut short still compares.
   */
  public static List<RunKey> keys(StudySpec study) {
    return List.copyOf(specs(study).keySet());
  }

  /** The same, with what each is as the study writes it; widths are not matched yet. */
  static Map<RunKey, RunSpec> specs(StudySpec study) {
    Map<String, List<Grid.Point>> points = new LinkedHashMap<>();
    study.models().keySet().forEach(model -> points.put(model, Grid.points(study, model)));
    Map<RunKey, RunSpec> runs = new LinkedHashMap<>();
    for (long seed : study.seeds()) {
      points.forEach(
          (model, all) -> {
            for (Grid.Point point : all) {
              RunKey key = new RunKey(model, seed, point.values());
              runs.put(key, RunSpec.of(point.study(), model, seed));
            }
          });
    }
    return runs;
  }
}
