package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.TestExamples;
import io.seqlab.statistics.SeedStatistic;
import io.seqlab.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The data of a test. A cell is one operand at one x; cells are ordered by operand, then by x.
 *
 * @param x positions common to all operands and seeds
 * @param weights number of observations at each x
 * @param values one array of cell values per seed
 * @param scores per-example statistics of the cells; empty if a cell has none
 * @param sharedExamples whether all seeds were tested on the same examples
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClaimObservations(
    double[] x,
    double[] weights,
    List<double[]> values,
    List<SufficientStatistics> scores,
    boolean sharedExamples) {

  /** Relative rounding error of a value: a generous bound. */
  private static final double ROUNDING = 1e-12;

  /**
   * Reads the data of a test.
   *
   * @param selected seeds that count
   */
  static ClaimObservations of(Evidence evidence, ClaimTest test, Collection<Long> selected)
      throws InsufficientDataException {
    List<MeasureSeries> series = new ArrayList<>();
    for (ClaimOperand operand : test.criterion().operands()) {
      series.add(MeasureSeries.of(evidence, test, operand, selected));
    }
    requireOneKindOfNode(evidence, test, selected);
    List<Long> seeds = seeds(series);
    NavigableSet<Double> common = commonX(series);
    if (common.size() < (test.criterion().trendDimension().isPresent() ? 2 : 1)) {
      throw new InsufficientDataException(
          "a slope requires at least two points common to all seeds; found " + common.size());
    }
    List<double[]> values = new ArrayList<>();
    for (long seed : seeds) {
      values.add(
          series.stream()
              .map(one -> one.bySeed().get(seed))
              .flatMapToDouble(points -> common.stream().mapToDouble(x -> points.get(x).value()))
              .toArray());
    }
    return new ClaimObservations(
        common.stream().mapToDouble(Double::doubleValue).toArray(),
        common.stream().mapToDouble(x -> weight(series, x)).toArray(),
        values,
        scores(series, common, evidence.sharedExamples()),
        evidence.sharedExamples());
  }

  /** Requires that the times which a test compares are of one kind of node, as far as known. */
  private static void requireOneKindOfNode(
      Evidence evidence, ClaimTest test, Collection<Long> selected)
      throws InsufficientDataException {
    List<ClaimOperand> operands = test.criterion().operands();
    if (operands.stream().map(test::measureOf).noneMatch(ClaimObservations::isTime)) {
      return;
    }
    Map<String, RunKey> kinds =
        evidence.nodes(operands.stream().map(ClaimOperand::model).toList(), selected);
    if (kinds.size() > 1) {
      throw new InsufficientDataException(
          "its runs were timed on different kinds of node, which are not compared: %s; repeat those of one kind with --fresh --only and --slurm constraint="
              .formatted(
                  kinds.entrySet().stream()
                      .map(kind -> "%s (%s)".formatted(kind.getKey(), kind.getValue()))
                      .collect(Collectors.joining("; "))));
    }
  }

  private static boolean isTime(String measure) {
    return RunColumn.ofKey(measure).filter(RunColumn::isSpeed).isPresent()
        || measure.contains("second");
  }

  /** The statistic of each seed. */
  double[] bySeed(SeedStatistic statistic) {
    return values.stream().mapToDouble(statistic::of).toArray();
  }

  /** An upper bound of the rounding error of a statistic. */
  double roundingError(TestStatistic statistic) {
    double size =
        values.stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    double range = x[x.length - 1] - x[0];
    return ROUNDING
        * switch (statistic) {
          case VALUE, SHARE, DIFFERENCE -> size;
          case SLOPE, SLOPE_OF_DIFFERENCE -> size / range;
          case RATIO, EXPONENT -> 1;
        };
  }

  private static List<Long> seeds(List<MeasureSeries> series) throws InsufficientDataException {
    Set<Long> seeds = series.get(0).bySeed().keySet();
    if (!series.stream().allMatch(one -> one.bySeed().keySet().equals(seeds))) {
      throw new InsufficientDataException("the compared models were run with different seeds");
    }
    if (seeds.size() < 2) {
      throw new InsufficientDataException("at least two seeds are required to estimate a variance");
    }
    return List.copyOf(seeds);
  }

  private static NavigableSet<Double> commonX(List<MeasureSeries> series) {
    NavigableSet<Double> common =
        new TreeSet<>(series.get(0).bySeed().values().iterator().next().keySet());
    for (MeasureSeries one : series) {
      one.bySeed().values().forEach(points -> common.retainAll(points.keySet()));
    }
    return common;
  }

  private static double weight(List<MeasureSeries> series, double x) {
    return series.stream()
        .flatMap(one -> one.bySeed().values().stream())
        .mapToDouble(points -> points.get(x).weight())
        .sum();
  }

  private static List<SufficientStatistics> scores(
      List<MeasureSeries> series, NavigableSet<Double> common, boolean sharedExamples)
      throws InsufficientDataException {
    Map<List<TestExamples>, Integer> groups = new LinkedHashMap<>();
    List<SufficientStatistics> scores = new ArrayList<>();
    for (MeasureSeries one : series) {
      for (double x : common) {
        List<MeasuredPoint> points = one.bySeed().values().stream().map(p -> p.get(x)).toList();
        if (points.stream().anyMatch(point -> point.examples().isEmpty())) {
          return List.of();
        }
        List<TestExamples> examples =
            points.stream().map(point -> point.examples().orElseThrow().examples()).toList();
        if (sharedExamples && examples.stream().distinct().count() > 1) {
          throw new InsufficientDataException("the seeds were tested on different examples");
        }
        int group = groups.computeIfAbsent(examples, each -> groups.size());
        scores.add(scores(group, MetricName.ofKey(one.measure()).orElseThrow(), points));
      }
    }
    return scores;
  }

  private static SufficientStatistics scores(
      int group, MetricName metric, List<MeasuredPoint> bySeed) {
    double[][][] perExample =
        bySeed.stream()
            .map(point -> MeasuredPoint.summands(metric, point.examples().orElseThrow()))
            .toArray(double[][][]::new);
    return new SufficientStatistics(group, perExample, sums -> MetricSums.value(metric, sums));
  }
}
