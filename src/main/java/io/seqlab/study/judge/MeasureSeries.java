package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The measure of one operand of a test.
 *
 * @param bySeed for each seed, the point at each x
 */
record MeasureSeries(String measure, Map<Long, NavigableMap<Double, MeasuredPoint>> bySeed) {

  /**
   * Reads the measure from the runs of an operand, all of which must be finished.
   *
   * @param seeds that count; runs with others are not read
   */
  static MeasureSeries of(
      Evidence evidence, ClaimTest test, ClaimOperand operand, Collection<Long> seeds)
      throws InsufficientDataException {
    String measure = test.measureOf(operand);
    Map<String, ValueRange> where = new LinkedHashMap<>(test.where());
    where.putAll(operand.where());
    Set<String> gridKeys = evidence.gridKeys();
    Map<String, ValueRange> slice = new LinkedHashMap<>(where);
    slice.keySet().removeAll(gridKeys);
    where.keySet().retainAll(gridKeys);
    Optional<String> gridAxis = test.criterion().trendDimension().filter(gridKeys::contains);
    Optional<String> dimension =
        test.criterion().trendDimension().filter(key -> !gridKeys.contains(key));

    Map<Long, NavigableMap<Double, MeasuredPoint>> bySeed = new LinkedHashMap<>();
    for (RunKey run : runs(evidence, operand.model(), where, seeds)) {
      NavigableMap<Double, MeasuredPoint> points =
          new RunMeasures(evidence, run).points(measure, slice, dimension);
      requireReached(measure, points, run);
      if (gridAxis.isPresent()) {
        points = new TreeMap<>(Map.of(number(run, gridAxis.get()), points.firstEntry().getValue()));
      }
      add(bySeed.computeIfAbsent(run.seed(), seed -> new TreeMap<>()), points, run);
    }
    return new MeasureSeries(measure, bySeed);
  }

  /** A run that never reached a milestone is not left out, so that no effort stands for it. */
  private static void requireReached(
      String measure, NavigableMap<Double, MeasuredPoint> points, RunKey run)
      throws InsufficientDataException {
    boolean toMilestone =
        TrainingMeasure.ofKey(measure).filter(TrainingMeasure::isToMilestone).isPresent();
    if (toMilestone && points.values().stream().anyMatch(point -> Double.isNaN(point.value()))) {
      throw new InsufficientDataException(
          "%s never reached the milestone, so it has no %s".formatted(run, measure));
    }
  }

  /**
   * The runs of a model with these seeds at the selected points of the grid.
   *
   * @throws InsufficientDataException if there is none, or one is not finished
   */
  static List<RunKey> runs(
      Evidence evidence, String model, Map<String, ValueRange> grid, Collection<Long> seeds)
      throws InsufficientDataException {
    List<RunKey> runs =
        evidence.runs().stream()
            .filter(run -> run.model().equals(model) && seeds.contains(run.seed()))
            .filter(run -> matches(run, grid))
            .toList();
    if (runs.isEmpty()) {
      throw new InsufficientDataException("no run of %s at the selected points".formatted(model));
    }
    for (RunKey run : runs) {
      requireDone(evidence, run);
    }
    return runs;
  }

  private static boolean matches(RunKey run, Map<String, ValueRange> where) {
    return where.entrySet().stream()
        .allMatch(each -> each.getValue().contains(run.grid().getOrDefault(each.getKey(), "")));
  }

  private static void requireDone(Evidence evidence, RunKey run) throws InsufficientDataException {
    RunResult result = evidence.results().get(run);
    if (result == null) {
      throw new InsufficientDataException(run + " has not been run");
    } else if (result.status() != RunStatus.DONE) {
      throw new InsufficientDataException(run + " is " + result.status().key());
    }
  }

  private static double number(RunKey run, String key) throws InsufficientDataException {
    try {
      return Double.parseDouble(run.grid().getOrDefault(key, ""));
    } catch (NumberFormatException e) {
      throw new InsufficientDataException("%s has no numeric value for %s".formatted(run, key));
    }
  }

  private static void add(
      NavigableMap<Double, MeasuredPoint> all,
      NavigableMap<Double, MeasuredPoint> points,
      RunKey run)
      throws InsufficientDataException {
    for (Map.Entry<Double, MeasuredPoint> point : points.entrySet()) {
      if (all.put(point.getKey(), point.getValue()) != null) {
        throw new InsufficientDataException(
            "several runs of %s with seed %d; select one with where: {%s: …}"
                .formatted(run.model(), run.seed(), String.join(": …, ", run.grid().keySet())));
      }
    }
  }
}
