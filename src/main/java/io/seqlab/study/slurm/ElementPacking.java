package io.seqlab.study.slurm;

import io.seqlab.config.RunSpec;
import io.seqlab.study.run.RunContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Divides runs into elements of a job array. Runs that share one training are in one element, where
 * the first of them trains. Short runs share an element, so that the start of a worker is not the
 * longest part of a job; but some elements are kept, to run at the same time.
 */
final class ElementPacking {
  private static final double PACKED_SECONDS = 120;
  private static final int MIN_ELEMENTS = 8;

  private ElementPacking() {}

  /**
   * The runs of each element.
   *
   * @param seconds estimated time of a run by variant
   * @param atMost elements that may run at the same time, if limited
   */
  static List<List<RunContext>> pack(
      List<RunContext> runs, Map<String, Double> seconds, Optional<Integer> atMost) {
    Map<RunSpec, List<RunContext>> trainings = new LinkedHashMap<>();
    runs.forEach(
        run -> trainings.computeIfAbsent(run.spec().trained(), any -> new ArrayList<>()).add(run));
    int most = (int) Math.ceil(trainings.size() / (double) atMost.orElse(MIN_ELEMENTS));
    List<List<RunContext>> elements = new ArrayList<>();
    int packed = most;
    double time = 0;
    for (List<RunContext> training : trainings.values()) {
      double added = seconds(training, seconds);
      if (packed >= most || time + added > PACKED_SECONDS) {
        elements.add(new ArrayList<>());
        packed = 0;
        time = 0;
      }
      elements.get(elements.size() - 1).addAll(training);
      packed++;
      time += added;
    }
    return elements;
  }

  /** Estimated time of some runs in sequence. */
  static double seconds(List<RunContext> runs, Map<String, Double> seconds) {
    return runs.stream().mapToDouble(run -> seconds.getOrDefault(run.key().variant(), 0.0)).sum();
  }
}
