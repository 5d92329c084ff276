package io.seqlab.result.record;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that a study asks for: each seed, model, and point of the grid that concerns it. */
public final class StudyPoints {
  private StudyPoints() {}

  /**
   * Every run with the point it stands at, in the order they are run: one seed of all before the
   * next seed, so that a study cut short still compares.
   */
  public static Map<RunKey, Grid.Point> of(StudySpec study) {
    Map<String, List<Grid.Point>> points = new LinkedHashMap<>();
    study.models().keySet().forEach(model -> points.put(model, Grid.points(study, model)));
    Map<RunKey, Grid.Point> runs = new LinkedHashMap<>();
    for (long seed : study.seeds()) {
      points.forEach(
          (model, all) ->
              all.forEach(point -> runs.put(new RunKey(model, seed, point.values()), point)));
    }
    return runs;
  }
}
