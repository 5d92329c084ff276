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
 * What the runs of a study will tell: metrics, other columns of {@code results.csv}, and what the
 * probes find, so that a test of anything else is refused before hours of training.
 *
 * @param metrics of the test examples, whose lengths all of them can be told apart by
 * @param findings by name
 */
public record AvailableMeasures(
    Set<MetricName> metrics, Map<String, MeasureDefinition> findings, Set<String> gridKeys) {
  private static final Set<String> LENGTHS = Set.of("source_length", "target_length");

  /** Of the names that one may have meant. */
  private static final int SHOWN = 5;

  public static AvailableMeasures of(
      List<MetricName> metrics,
      TrainingSpec training,
      List<ProbeSpec> probes,
      Set<String> gridKeys) {
    List<MeasureDefinition> all = new ArrayList<>();
    Arrays.stream(RunColumn.values())
        .forEach(figure -> all.add(MeasureDefinition.scalar(figure.key())));
    for (MetricName metric : metrics) {
      all.add(
          MeasureDefinition.scalar(metric.key()).and(new MeasureDefinition(metric.key(), LENGTHS)));
    }
    probes.forEach(probe -> all.addAll(probe.allMeasures()));
    all.addAll(learningCurves(metrics, training, probes));
    Map<String, MeasureDefinition> findings = new TreeMap<>();
    all.forEach(finding -> findings.merge(finding.measure(), finding, MeasureDefinition::and));
    return new AvailableMeasures(EnumSet.copyOf(metrics), findings, gridKeys);
  }

  /** What is written down at each validation. */
  private static List<MeasureDefinition> learningCurves(
      List<MetricName> metrics, TrainingSpec training, List<ProbeSpec> probes) {
    Stream<MetricName> scores =
        Stream.concat(metrics.stream(), Stream.of(MetricName.LOSS, training.bestBy()));
    Stream<String> followed = probes.stream().flatMap(probe -> probe.validationMeasures().stream());
    Stream<String> validated =
        Stream.concat(scores.map(MetricName::key), followed).map(name -> "valid_" + name);
    return Stream.concat(Stream.of("train_loss"), validated)
        .map(name -> MeasureDefinition.along(name, "step"))
        .toList();
  }

  /**
   * Refuses a measure that no run will have, or not along the dimensions asked for.
   *
   * @param keys by which points are picked, or along which a line is fitted: dimensions, or keys of
   *     the grid
   */
  void require(String path, String measure, Set<String> keys) {
    InvalidSpecException.require(findings.containsKey(measure), path, "%s", unknown(measure));
    Set<String> asked = new HashSet<>(keys);
    asked.removeAll(gridKeys);
    if (!isMetricByLength(measure, asked)) {
      requireAlong(path, findings.get(measure), asked);
    }
  }

  private boolean isMetricByLength(String measure, Set<String> asked) {
    return LENGTHS.containsAll(asked)
        && metrics.stream().anyMatch(metric -> metric.key().equals(measure));
  }

  private void requireAlong(String path, MeasureDefinition finding, Set<String> asked) {
    Set<String> dimensions = new HashSet<>(finding.dimensions());
    boolean whole = dimensions.remove(MeasureDefinition.SCALAR);
    for (String key : asked) {
      List<String> known = Stream.concat(dimensions.stream(), gridKeys.stream()).sorted().toList();
      InvalidSpecException.require(
          dimensions.contains(key),
          path,
          "%s has no points along '%s'; %s",
          finding.measure(),
          key,
          known.isEmpty()
              ? "it is a single number"
              : NearestName.hint(key, "it has them along", known));
    }
    String ways = dimensions.stream().sorted().collect(Collectors.joining(" or "));
    InvalidSpecException.require(
        asked.size() <= 1,
        path,
        "%s has points along %s, not along both; keep one",
        finding.measure(),
        ways);
    InvalidSpecException.require(
        !asked.isEmpty() || whole || dimensions.size() == 1,
        path,
        "%s has points along %s; choose by where: {%s: …}",
        finding.measure(),
        ways,
        dimensions.stream().sorted().findFirst().orElse(""));
  }

  private String unknown(String measure) {
    boolean metric =
        Arrays.stream(MetricName.values()).anyMatch(each -> each.key().equals(measure));
    return metric
        ? "the study does not measure %s; add it to metrics (now %s)"
            .formatted(
                measure, metrics.stream().map(MetricName::key).collect(Collectors.joining(", ")))
        : "the study measures no '%s'; %s; metrics, probes and columns of results.csv count"
            .formatted(
                measure,
                NearestName.hint(
                    measure, "nearest", NearestName.few(measure, findings.keySet(), SHOWN)));
  }
}
