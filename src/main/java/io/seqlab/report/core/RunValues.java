package io.seqlab.report.core;

import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Values of runs by the name of a measure. */
public record RunValues(List<Measure> measures) {

  /**
   * The value of a run: a metric, a column of {@code results.csv}, another measure with a single
   * value, or the best value of a learning curve. NaN if the run has none.
   */
  public double of(RunResult run, String measure) {
    Optional<RunColumn> column = RunColumn.ofKey(measure);
    if (column.isPresent()) {
      return run.value(column.get());
    } else if (run.metrics().containsKey(measure)) {
      return run.metrics().get(measure);
    }
    double[] single = values(run, measure, "");
    return single.length > 0 ? single[0] : best(measure, values(run, measure, Measure.STEP));
  }

  /** The mean over the points of a dimension in a range; NaN if the run has none. */
  public double of(RunResult run, String measure, String dimension, ValueRange range) {
    return measures.stream()
        .filter(m -> isOf(m, run, measure, dimension))
        .filter(m -> range.contains(Double.toString(m.x())))
        .mapToDouble(Measure::value)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The value at selected points.
   *
   * @param where grid keys, which select runs, and at most one dimension of the measure
   */
  public double of(RunResult run, String measure, Map<String, ValueRange> where) {
    return where.entrySet().stream()
        .filter(point -> !run.key().grid().containsKey(point.getKey()))
        .findFirst()
        .map(point -> of(run, measure, point.getKey(), point.getValue()))
        .orElseGet(() -> of(run, measure));
  }

  /** Whether a run is at the grid points that are selected. */
  public static boolean isSelected(RunResult run, Map<String, ValueRange> where) {
    return run.key().grid().entrySet().stream()
        .allMatch(
            point ->
                !where.containsKey(point.getKey())
                    || where.get(point.getKey()).contains(point.getValue()));
  }

  /** Whether {@link #of} takes the best of a learning curve, rather than a single value. */
  public static boolean isCurve(String measure) {
    return measure.startsWith(Measure.VALID) || measure.equals(Measure.TRAIN_LOSS);
  }

  private double[] values(RunResult run, String measure, String dimension) {
    return measures.stream()
        .filter(m -> isOf(m, run, measure, dimension))
        .mapToDouble(Measure::value)
        .toArray();
  }

  private static boolean isOf(Measure m, RunResult run, String measure, String dimension) {
    return m.key().equals(run.key())
        && m.measure().equals(measure)
        && m.dimension().equals(dimension);
  }

  /** The highest value if higher is better, else the lowest. */
  private static double best(String curve, double[] values) {
    String metric = curve.startsWith(Measure.VALID) ? curve.substring(Measure.VALID.length()) : "";
    boolean higher = MetricName.ofKey(metric).filter(MetricName::higherIsBetter).isPresent();
    DoubleStream all = DoubleStream.of(values);
    return (higher ? all.max() : all.min()).orElse(Double.NaN);
  }
}
