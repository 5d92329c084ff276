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

/** Test metrics as measures over the keys of the grid whose values are numbers. */
final class GridMeasures {
  private GridMeasures() {}

  /**
   * For each such key a point of each run and metric: the key is the dimension, and no longer part
   * of what is compared, so that a line joins the values of one model.
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
          RunKey line = without(key, result.key());
          result
              .metrics()
              .forEach((metric, y) -> measures.add(new Measure(line, metric, key, x, y, 1)));
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

  /** Whether there are at least two values, all numbers. */
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
