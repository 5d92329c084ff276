package io.seqlab.study.judge;

import io.seqlab.config.measure.MetricName;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import java.util.List;
import java.util.Optional;

/**
 * A measure of one run at one place.
 *
 * @param weight examples (or tokens, or repetitions) behind it
 * @param examples it is made of, if what each added to it is known; else empty
 */
record MeasuredPoint(double value, double weight, List<ExampleScore> examples) {
  static MeasuredPoint of(double value) {
    return new MeasuredPoint(value, 1, List.of());
  }

  /** The mean of measures, by their weight. */
  static MeasuredPoint mean(List<Measure> measures) {
    double weight = measures.stream().mapToDouble(Measure::n).sum();
    double sum = measures.stream().mapToDouble(m -> m.value() * m.n()).sum();
    return new MeasuredPoint(sum / weight, weight, List.of());
  }

  /** A metric of some examples. */
  static MeasuredPoint of(MetricName metric, List<ExampleScore> examples) {
    double[] sums = null;
    for (ExampleScore example : examples) {
      double[] added = added(metric, example);
      sums = sums == null ? new double[added.length] : sums;
      for (int k = 0; k < added.length; k++) {
        sums[k] += added[k];
      }
    }
    return new MeasuredPoint(MetricSums.value(metric, sums), examples.size(), examples);
  }

  static double[] added(MetricName metric, ExampleScore example) {
    return MetricSums.summands(metric, example.counts().get(metric.key()), example.targetLength());
  }

  /** The metric of that key; empty if it is another measure. */
  static Optional<MetricName> metric(String key) {
    return List.of(MetricName.values()).stream().filter(m -> m.key().equals(key)).findFirst();
  }
}
