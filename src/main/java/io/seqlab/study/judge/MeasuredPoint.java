package io.seqlab.study.judge;

import io.seqlab.config.measure.MetricName;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import java.util.List;

/**
 * A measure of one run at one x.
 *
 * @param weight number of examples (or tokens, or repetitions) averaged
 * @param examples scores of the examples that the value is computed from; empty if unavailable
 */
record MeasuredPoint(double value, double weight, List<ExampleScore> examples) {
  static MeasuredPoint of(double value) {
    return new MeasuredPoint(value, 1, List.of());
  }

  /** The weighted mean of measures. */
  static MeasuredPoint mean(List<Measure> measures) {
    double weight = measures.stream().mapToDouble(Measure::n).sum();
    double sum = measures.stream().mapToDouble(m -> m.value() * m.n()).sum();
    return new MeasuredPoint(sum / weight, weight, List.of());
  }

  /** A metric over examples. */
  static MeasuredPoint of(MetricName metric, List<ExampleScore> examples) {
    double[] sums = null;
    for (ExampleScore example : examples) {
      double[] summands = summands(metric, example);
      sums = sums == null ? new double[summands.length] : sums;
      for (int k = 0; k < summands.length; k++) {
        sums[k] += summands[k];
      }
    }
    return new MeasuredPoint(MetricSums.value(metric, sums), examples.size(), examples);
  }

  static double[] summands(MetricName metric, ExampleScore example) {
    return MetricSums.summands(metric, example.counts().get(metric.key()), example.targetLength());
  }
}
