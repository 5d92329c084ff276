package io.seqlab.study.judge;

import io.seqlab.config.measure.MetricName;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A measure of one run at one x.
 *
 * @param weight number of examples (or tokens, or repetitions) averaged
 * @param examples scores of the examples that the value is computed from; none if unavailable
 */
record MeasuredPoint(double value, double weight, Optional<ExampleScores> examples) {
  static MeasuredPoint of(double value) {
    return new MeasuredPoint(value, 1, Optional.empty());
  }

  /** The weighted mean of measures. */
  static MeasuredPoint mean(List<Measure> measures) {
    double weight = measures.stream().mapToDouble(Measure::n).sum();
    double sum = measures.stream().mapToDouble(m -> m.value() * m.n()).sum();
    return new MeasuredPoint(sum / weight, weight, Optional.empty());
  }

  /** A metric over examples. */
  static MeasuredPoint of(MetricName metric, ExampleScores examples) {
    int[] rows = IntStream.range(0, examples.size()).toArray();
    double value = mean(metric, examples, rows, 0, rows.length);
    return new MeasuredPoint(value, rows.length, Optional.of(examples));
  }

  /** A metric over the examples in a part of {@code rows}. */
  static double mean(MetricName metric, ExampleScores examples, int[] rows, int from, int to) {
    ExampleScores.Column counts = examples.columns().get(metric.key());
    double[] sums = null;
    for (int i = from; i < to; i++) {
      double[] summands = summands(metric, examples, counts, rows[i]);
      sums = sums == null ? new double[summands.length] : sums;
      for (int k = 0; k < summands.length; k++) {
        sums[k] += summands[k];
      }
    }
    return MetricSums.value(metric, sums);
  }

  /** What each example adds to the sums of a metric. */
  static double[][] summands(MetricName metric, ExampleScores examples) {
    ExampleScores.Column counts = examples.columns().get(metric.key());
    return IntStream.range(0, examples.size())
        .mapToObj(i -> summands(metric, examples, counts, i))
        .toArray(double[][]::new);
  }

  private static double[] summands(
      MetricName metric, ExampleScores examples, ExampleScores.Column counts, int i) {
    return MetricSums.summands(metric, counts.of(i), examples.examples().targetLength(i));
  }
}
