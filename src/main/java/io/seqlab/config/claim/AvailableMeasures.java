package io.seqlab.config.claim;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
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
 * learning curves, and measures of probes. A claim about any other measure is rejected before
 * training.
 *
 * @param metrics metrics of the test examples; each is also available by source and target length
 * @param definitions all measures by name
 */
public record AvailableMeasures(
    Set<MetricName> metrics, Map<String, MeasureDefinition> definitions, Set<String> gridKeys) {
  private static final Set<String> LENGTHS = Set.of("source_length", "target_length");

  private static final int MAX_SUGGESTIONS = 5;

  public static AvailableMeasures of(
      List<MetricName> metrics,
      TrainingSpec training,
      List<ProbeSpec> probes,
      Set<String> gridKeys) {
    List<MeasureDefinition> all = new ArrayList<>();
    Arrays.stream(RunColumn.values())
        .forEach(column -> all.add(MeasureDefinition.scalar(column.key())));
    for (MetricName metric : metrics) {
      all.add(MeasureDefinition.scalar(metric.key()));
      all.add(new MeasureDefinition(metric.key(), LENGTHS));
    }
    probes.forEach(probe -> all.addAll(probe.allMeasures()));
    all.addAll(learningCurves(metrics, training, probes));
    Map<String, MeasureDefinition> definitions = new TreeMap<>();
    all.forEach(measure -> definitions.merge(measure.measure(), measure, MeasureDefinition::merge));
    return new AvailableMeasures(EnumSet.copyOf(metrics), definitions, gridKeys);
  }

  /** The measures that are recorded at each validation. */
  private static List<MeasureDefinition> learningCurves(
      List<MetricName> metrics, TrainingSpec training, List<ProbeSpec> probes) {
    Stream<MetricName> scores =
        Stream.concat(metrics.stream(), Stream.of(MetricName.LOSS, training.bestBy()));
    Stream<String> probeMeasures =
        probes.stream().flatMap(probe -> probe.validationMeasures().stream());
    Stream<String> validated =
        Stream.concat(scores.map(MetricName::key), probeMeasures).map(name -> "valid_" + name);
    return Stream.concat(Stream.of("train_loss"), validated)
        .map(name -> MeasureDefinition.along(name, "step"))
        .toList();
  }

  /**
   * Rejects a measure that no run will have, or that has no such dimensions.
   *
   * @param keys dimensions or grid keys that the test selects points by or fits a trend over
   */
  void require(String path, String measure, Set<String> keys) {
    InvalidSpecException.require(definitions.containsKey(measure), path, "%s", unknown(measure));
    Set<String> requested = new HashSet<>(keys);
    requested.removeAll(gridKeys);
    if (!isMetricByLength(measure, requested)) {
      requireDimension(path, definitions.get(measure), requested);
    }
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
          "%s has no dimension '%s'; %s",
          measure.measure(),
          key,
          valid.isEmpty()
              ? "it has a single value"
              : NearestName.hint(key, "valid dimensions and grid keys", valid));
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
