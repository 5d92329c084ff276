package io.seqlab.config.claim;

import io.seqlab.config.claim.ClaimTest.Criterion;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.MilestoneSpec;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The measures that the runs of a study will have: metrics, other columns of {@code results.csv},
 * learning curves, measures of training, and measures of probes. A claim about any other measure is
 * rejected before training.
 *
 * @param metrics metrics of the test examples; each is also available by source and target length
 * @param definitions all measures by name
 */
public record AvailableMeasures(
    Set<MetricName> metrics, Map<String, MeasureDefinition> definitions, Set<String> gridKeys) {
  private static final Set<String> LENGTHS = Set.of("source_length", "target_length");

  private static final int MAX_SUGGESTIONS = 5;

  /** The dimension of learning curves: optimizer steps. */
  public static final String STEP = "step";

  public static AvailableMeasures of(
      List<MetricName> metrics,
      TrainingSpec training,
      List<ProbeSpec> probes,
      List<MilestoneSpec> milestones,
      Set<String> gridKeys) {
    List<MeasureDefinition> all = new ArrayList<>();
    Arrays.stream(RunColumn.values())
        .forEach(
            column ->
                all.add(MeasureDefinition.scalar(column.key(), column.meaning()).notNegative()));
    for (MetricName metric : metrics) {
      all.add(of(metric, Set.of(MeasureDefinition.SCALAR)));
      all.add(of(metric, LENGTHS));
    }
    probes.forEach(probe -> all.addAll(probe.allMeasures()));
    all.addAll(learningCurves(metrics, training, probes));
    all.addAll(toMilestones(milestones));
    all.add(of(TrainingMeasure.CONCURRENT_RUNS, MeasureDefinition.SCALAR).notNegative());
    all.add(of(TrainingMeasure.NODE, MeasureDefinition.SCALAR).notNegative());
    if (training.patience().isPresent() || gridKeys.contains("training.patience")) {
      all.add(of(TrainingMeasure.REACHED_CAP, MeasureDefinition.SCALAR).share());
    }
    Map<String, MeasureDefinition> definitions = new TreeMap<>();
    all.forEach(measure -> definitions.merge(measure.measure(), measure, MeasureDefinition::merge));
    return new AvailableMeasures(EnumSet.copyOf(metrics), definitions, gridKeys);
  }

  /** The training up to each milestone, along its metric. */
  private static List<MeasureDefinition> toMilestones(List<MilestoneSpec> milestones) {
    return milestones.stream()
        .flatMap(
            milestone ->
                Arrays.stream(TrainingMeasure.values())
                    .filter(TrainingMeasure::isToMilestone)
                    .map(measure -> of(measure, milestone.metric().key()))
                    .map(MeasureDefinition::notNegative))
        .toList();
  }

  /** The measures that are recorded at each validation. */
  private static List<MeasureDefinition> learningCurves(
      List<MetricName> metrics, TrainingSpec training, List<ProbeSpec> probes) {
    Stream<MeasureDefinition> scores =
        Stream.concat(metrics.stream(), Stream.of(MetricName.LOSS, training.bestBy()))
            .map(metric -> of(metric, Set.of(STEP)));
    Stream<MeasureDefinition> probeMeasures =
        probes.stream()
            .flatMap(probe -> probe.validationMeasures().stream())
            .map(
                measure ->
                    MeasureDefinition.along(measure.measure(), measure.meaning(), Set.of(STEP)));
    MeasureDefinition trainLoss =
        MeasureDefinition.along(
                "train_loss", "Loss that training minimises, in nats per token", Set.of(STEP))
            .notNegative();
    return Stream.concat(
            Stream.of(trainLoss),
            Stream.concat(scores, probeMeasures)
                .map(measure -> measure.prefixed("valid_", "at a validation during training")))
        .toList();
  }

  private static MeasureDefinition of(MetricName metric, Set<String> dimensions) {
    return MeasureDefinition.along(metric.key(), metric.meaning(), dimensions).like(metric);
  }

  private static MeasureDefinition of(TrainingMeasure measure, String dimension) {
    return MeasureDefinition.along(measure.key(), measure.meaning(), Set.of(dimension));
  }

  /**
   * Rejects a measure that no run will have, or that has no such dimensions.
   *
   * @param keys dimensions or grid keys that the test selects points by or fits a trend over
   */
  public void require(String path, String measure, Set<String> keys) {
    InvalidSpecException.require(definitions.containsKey(measure), path, () -> unknown(measure));
    Set<String> requested = new HashSet<>(keys);
    requested.removeAll(gridKeys);
    if (!isMetricByLength(measure, requested)) {
      requireDimension(path, definitions.get(measure), requested);
    }
  }

  /** Rejects a test of values or differences whose bounds contain all possible ones, or none. */
  void requireOpen(String path, ClaimTest test) {
    Criterion criterion = test.criterion();
    MeasureDefinition first = definitions.get(test.measureOf(criterion.operands().get(0)));
    double lowest = first.minimum();
    double highest = first.maximum();
    if (criterion.statistic() == TestStatistic.DIFFERENCE) {
      MeasureDefinition second = definitions.get(test.measureOf(criterion.operands().get(1)));
      lowest -= second.maximum();
      highest -= second.minimum();
    } else if (criterion.statistic() != TestStatistic.VALUE) {
      return;
    }
    Bounds bounds = criterion.bounds();
    boolean never = bounds.lower() >= highest || bounds.upper() <= lowest;
    boolean always =
        (bounds.low().isEmpty() || bounds.lower() < lowest)
            && (bounds.high().isEmpty() || bounds.upper() > highest);
    InvalidSpecException.require(
        !never && !always,
        path,
        "%s%s is %s, so it is %s %s; change the bounds",
        criterion.statistic() == TestStatistic.DIFFERENCE ? "a difference in " : "",
        first.measure(),
        range(lowest, highest),
        never ? "never" : "always",
        bounds.describe());
  }

  private static String range(double lowest, double highest) {
    if (Double.isInfinite(lowest)) {
      return "at most %.0f".formatted(highest);
    }
    return Double.isInfinite(highest)
        ? "at least %.0f".formatted(lowest)
        : "from %.0f to %.0f".formatted(lowest, highest);
  }

  private boolean isMetricByLength(String measure, Set<String> requested) {
    return LENGTHS.containsAll(requested)
        && metrics.stream().anyMatch(metric -> metric.key().equals(measure));
  }

  private void requireDimension(String path, MeasureDefinition measure, Set<String> requested) {
    Set<String> dimensions = new HashSet<>(measure.dimensions());
    boolean scalar = dimensions.remove(MeasureDefinition.SCALAR);
    for (String key : requested) {
      List<String> valid = Stream.concat(dimensions.stream(), gridKeys.stream()).sorted().toList();
      InvalidSpecException.require(
          dimensions.contains(key),
          path,
          () ->
              "%s has no dimension '%s'; %s"
                  .formatted(
                      measure.measure(),
                      key,
                      valid.isEmpty()
                          ? "it has a single value"
                          : NearestName.hint(key, "valid dimensions and grid keys", valid)));
    }
    String names = dimensions.stream().sorted().collect(Collectors.joining(" or "));
    InvalidSpecException.require(
        requested.size() <= 1,
        path,
        "%s has values by %s, not by both at once; keep one",
        measure.measure(),
        names);
    InvalidSpecException.require(
        !requested.isEmpty() || scalar || dimensions.size() == 1,
        path,
        "%s has values by %s; select points with where: {%s: …}",
        measure.measure(),
        names,
        dimensions.stream().sorted().findFirst().orElse(""));
  }

  private String unknown(String measure) {
    boolean metric =
        Arrays.stream(MetricName.values()).anyMatch(each -> each.key().equals(measure));
    return metric
        ? "the study does not measure %s; add it to metrics (now %s)"
            .formatted(
                measure, metrics.stream().map(MetricName::key).collect(Collectors.joining(", ")))
        : "unknown measure '%s'; %s; a measure is a metric, a measure of a probe or a column of results.csv"
            .formatted(
                measure,
                NearestName.hint(
                    measure,
                    "nearest",
                    NearestName.nearest(measure, definitions.keySet(), MAX_SUGGESTIONS)));
  }
}
