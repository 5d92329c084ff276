package io.seqlab.report.table;

import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.report.core.Variant;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Marks and a note of runs that shared the machine with others while their speed was measured, or
 * that had different kinds of nodes.
 *
 * @param runs with the number of runs at the same time; all timed ones if there are several nodes
 * @param nodes kinds of nodes of a cluster, if runs were timed on several
 */
record ConcurrentRuns(Map<RunKey, Integer> runs, Set<String> nodes) {
  private static final String MARK = "‡";

  static ConcurrentRuns of(List<Measure> measures) {
    Map<RunKey, Integer> runs = new LinkedHashMap<>();
    measures.stream()
        .filter(m -> m.measure().equals(TrainingMeasure.CONCURRENT_RUNS.key()) && m.value() > 1)
        .forEach(m -> runs.put(m.key(), (int) m.value()));
    Set<String> nodes = new TreeSet<>();
    List<Measure> timed =
        measures.stream().filter(m -> m.measure().equals(TrainingMeasure.NODE.key())).toList();
    timed.forEach(m -> nodes.add("%s, %.0f processors".formatted(m.dimension(), m.value())));
    if (nodes.size() < 2) {
      return new ConcurrentRuns(runs, Set.of());
    }
    timed.forEach(m -> runs.putIfAbsent(m.key(), 1));
    return new ConcurrentRuns(runs, nodes);
  }

  /** The mark of the speeds of a variant; empty if each of its runs had the machine to itself. */
  String mark(List<RunKey> done) {
    return done.stream().anyMatch(runs::containsKey) ? MARK : "";
  }

  /** One sentence if there is a mark. */
  List<String> notes(Map<Variant, List<RunResult>> done) {
    if (!nodes.isEmpty()) {
      return List.of(
          "%s Speed and time were measured on different kinds of node, so they are not compared: %s."
              .formatted(MARK, String.join("; ", nodes)));
    }
    int most =
        done.values().stream()
            .flatMap(Collection::stream)
            .mapToInt(run -> runs.getOrDefault(run.key(), 1))
            .max()
            .orElse(1);
    return most == 1
        ? List.of()
        : List.of(
            "%s Up to %d runs shared the machine while speed and time were measured, so they are not compared."
                .formatted(MARK, most));
  }
}
