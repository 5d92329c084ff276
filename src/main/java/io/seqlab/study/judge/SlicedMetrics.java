package io.seqlab.study.judge;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.TestExamples;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The metrics of one run by source and target length, as measured, compared with those over its
 * examples.
 */
final class SlicedMetrics {
  /** The places of examples in order of length, by dimension. */
  private static final Map<String, Function<TestExamples, int[]>> LENGTHS =
      Map.of(
          "source_length",
          TestExamples::bySourceLength,
          "target_length",
          TestExamples::byTargetLength);

  private final ExampleScores examples;
  private final List<Measure> measures;

  /**
   * The metrics of a run.
   *
   * @param measures all measures of the run
   */
  SlicedMetrics(ExampleScores examples, List<Measure> measures) {
    this.examples = examples;
    this.measures = measures.stream().filter(row -> LENGTHS.containsKey(row.dimension())).toList();
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
    int[] order = LENGTHS.get(length).apply(examples.examples());
    int first = 0;
    for (Measure row : rows) {
      int end = first + (int) row.n();
      double mean = MeasuredPoint.mean(metric, examples, order, first, end);
      if (!TableAgreement.isEqual(row.value(), mean)) {
        return Optional.of(
            "%s %s at %s %s, but %s by examples.csv"
                .formatted(metric.key(), row.value(), length, row.x(), mean));
      }
      first = end;
    }
    return Optional.empty();
  }
}
