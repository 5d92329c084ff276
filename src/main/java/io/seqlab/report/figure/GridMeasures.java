package io.seqlab.report.figure;

import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Test metrics as measures over numeric grid keys. */
final class GridMeasures {
  private GridMeasures() {}

  /**
   * One measure per numeric grid key, run and metric. The key becomes the dimension and is removed
   * from the grid point, so that a line connects the values of one model.
   */
  static List<Measure> of(List<RunResult> results) {
    Set<String> keys = new LinkedHashSet<>();
    results.forEach(result -> keys.addAll(result.key().grid().keySet()));
    keys.removeIf(key -> !isNumeric(key, results));
    List<Measure> measures = new ArrayList<>();
    for (String key : keys) {
      for (RunResult result : results) {
        if (result.key().grid().containsKey(key)) {
          double x = Double.parseDouble(result.key().grid().get(key));
          RunKey run = without(key, result.key());
          result
              .metrics()
              .forEach((metric, y) -> measures.add(new Measure(run, metric, key, x, y, 1)));
        }
      }
    }
    return measures;
  }

  private static RunKey without(String key, RunKey run) {
    Map<String, String> rest = new LinkedHashMap<>(run.grid());
    rest.remove(key);
    return new RunKey(run.model(), run.seed(), rest);
  }

  /** Whether the key has at least two values, all of them numbers. */
  private static boolean isNumeric(String key, List<RunResult> results) {
    List<String> values =
        results.stream()
            .map(result -> result.key().grid().getOrDefault(key, ""))
            .filter(value -> !value.isEmpty())
            .distinct()
            .toList();
    return values.size() > 1
        && values.stream()
            .allMatch(value -> value.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?"));
  }
}
