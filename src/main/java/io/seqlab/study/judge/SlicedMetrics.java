package io.seqlab.study.judge;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The metrics of one run by source and target length, as measured, compared with those over its
 * examples.
 *
 * @param measures all measures of the run
 */
record SlicedMetrics(List<ExampleScore> examples, List<Measure> measures) {
  private static final Map<String, ToLongFunction<ExampleScore>> LENGTHS =
      Map.of(
          "source_length", ExampleScore::sourceLength, "target_length", ExampleScore::targetLength);

  /** Whether every example has the counts of a metric. */
  static boolean have(List<ExampleScore> examples, MetricName metric) {
    return examples.stream().allMatch(each -> each.counts().containsKey(metric.key()));
  }

  /** Whether the metric was measured by length. */
  boolean covers(MetricName metric) {
    return LENGTHS.keySet().stream().anyMatch(length -> !rows(metric, length).isEmpty());
  }

  /**
   * What differs; empty if nothing does. The width of bins need not be known: bins in order of x
   * hold the examples in order of length.
   */
  Optional<String> problem(MetricName metric) {
    return LENGTHS.keySet().stream()
        .sorted()
        .flatMap(length -> problem(metric, length).stream())
        .findFirst();
  }

  private List<Measure> rows(MetricName metric, String length) {
    return measures.stream()
        .filter(row -> row.measure().equals(metric.key()) && row.dimension().equals(length))
        .sorted(Comparator.comparingDouble(Measure::x))
        .toList();
  }

  private Optional<String> problem(MetricName metric, String length) {
    List<Measure> rows = rows(metric, length);
    long total = rows.stream().mapToLong(Measure::n).sum();
    if (rows.isEmpty()) {
      return Optional.empty();
    } else if (total != examples.size()) {
      return Optional.of(
          "%s by %s of %d examples, but %d in examples.csv"
              .formatted(metric.key(), length, total, examples.size()));
    }
    List<ExampleScore> sorted =
        examples.stream().sorted(Comparator.comparingLong(LENGTHS.get(length))).toList();
    int first = 0;
    for (Measure row : rows) {
      List<ExampleScore> bin = sorted.subList(first, first + (int) row.n());
      double mean = MeasuredPoint.of(metric, bin).value();
      if (!TableAgreement.isEqual(row.value(), mean)) {
        return Optional.of(
            "%s %s at %s %s, but %s by examples.csv"
                .formatted(metric.key(), row.value(), length, row.x(), mean));
      }
      first += (int) row.n();
    }
    return Optional.empty();
  }
}
