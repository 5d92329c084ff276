package io.seqlab.result.record;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs of a study: every combination of seed, model, and grid point that applies to it. */
public final class PlannedRuns {
  private PlannedRuns() {}

  /** Whether each seed of a study has examples of its own, at any point of the grid. */
  public static boolean haveExamplesOfEachSeed(StudySpec study) {
    boolean varied =
        study.grid().keySet().stream().anyMatch(key -> key.startsWith("task.examples"));
    return study.task().hasExamplesOfEachSeed()
        || (varied
            && of(study).values().stream()
                .anyMatch(point -> point.study().task().hasExamplesOfEachSeed()));
  }

  /**
   * Every run with its grid point, in execution order: all models with one seed before the next
   * seed, so that an interrupted study can still be compared.
   */
  public static Map<RunKey, Grid.Point> of(StudySpec study) {
    Map<String, List<Grid.Point>> points = new LinkedHashMap<>();
    study.models().keySet().forEach(model -> points.put(model, Grid.points(study, model)));
    Map<RunKey, Grid.Point> runs = new LinkedHashMap<>();
    for (long seed : study.seeds().all()) {
      points.forEach(
          (model, all) ->
              all.forEach(point -> runs.put(new RunKey(model, seed, point.values()), point)));
    }
    return runs;
  }
}
