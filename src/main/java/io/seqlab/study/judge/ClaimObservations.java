package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.config.measure.MetricName;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.statistics.SeedStatistic;
import io.seqlab.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a test looks at: cells, which are the subjects one after the other, each at every x.
 *
 * @param x common to all subjects and seeds
 * @param weights numbers behind each x
 * @param values of the cells, by seed
 * @param scores of the cells; empty if the scores of the examples behind one are not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClaimObservations(
    double[] x, double[] weights, List<double[]> values, List<SufficientStatistics> scores) {

  private static final double ROUNDING = 1e-12;

  /** The readings of a test from the files of its runs. */
  static ClaimObservations of(Evidence evidence, ClaimTest test) throws InsufficientDataException {
    List<MeasureSeries> subjects = new ArrayList<>();
    for (ClaimOperand subject : test.criterion().operands()) {
      subjects.add(MeasureSeries.of(evidence, test, subject));
    }
    List<Long> seeds = seeds(subjects);
    NavigableSet<Double> places = commonPlaces(subjects);
    if (places.size() < (test.criterion().trendDimension().isPresent() ? 2 : 1)) {
      throw new InsufficientDataException(
          "a slope needs two points that all seeds share, not " + places.size());
    }
    List<double[]> values = new ArrayList<>();
    for (long seed : seeds) {
      values.add(
          subjects.stream()
              .map(subject -> subject.bySeed().get(seed))
              .flatMapToDouble(points -> places.stream().mapToDouble(x -> points.get(x).value()))
              .toArray());
    }
    return new ClaimObservations(
        places.stream().mapToDouble(Double::doubleValue).toArray(),
        places.stream().mapToDouble(x -> weight(subjects, x)).toArray(),
        values,
        scores(subjects, places));
  }

  /** The number that a contrast makes of each seed. */
  double[] contrasts(SeedStatistic contrast) {
    return values.stream().mapToDouble(contrast::of).toArray();
  }

  /**
   * How far rounding can take what is computed of the values; generously, as all else is larger.
   */
  double rounding(TestStatistic comparison) {
    double size =
        values.stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    double reach = x[x.length - 1] - x[0];
    return ROUNDING
        * switch (comparison) {
          case VALUE, DIFFERENCE -> size;
          case SLOPE, SLOPE_OF_DIFFERENCE -> size / reach;
          case RATIO, EXPONENT -> 1;
        };
  }

  private static List<Long> seeds(List<MeasureSeries> subjects) throws InsufficientDataException {
    List<Long> seeds = List.copyOf(subjects.get(0).bySeed().keySet());
    for (MeasureSeries subject : subjects) {
      if (!subject.bySeed().keySet().equals(subjects.get(0).bySeed().keySet())) {
        throw new InsufficientDataException("the subjects were run with different seeds");
      }
    }
    if (seeds.size() < 2) {
      throw new InsufficientDataException(
          "one seed tells nothing of the spread; two are the least");
    }
    return seeds;
  }

  private static NavigableSet<Double> commonPlaces(List<MeasureSeries> subjects) {
    NavigableSet<Double> places =
        new TreeSet<>(subjects.get(0).bySeed().values().iterator().next().keySet());
    for (MeasureSeries subject : subjects) {
      subject.bySeed().values().forEach(points -> places.retainAll(points.keySet()));
    }
    return places;
  }

  private static double weight(List<MeasureSeries> subjects, double x) {
    return subjects.stream()
        .flatMap(subject -> subject.bySeed().values().stream())
        .mapToDouble(points -> points.get(x).weight())
        .sum();
  }

  /** What tells one example of the tests from another. */
  private record Identity(long example, long sourceLength, long targetLength) {
    static List<Identity> of(MeasuredPoint point) {
      return point.examples().stream()
          .map(e -> new Identity(e.example(), e.sourceLength(), e.targetLength()))
          .toList();
    }
  }

  private static List<SufficientStatistics> scores(
      List<MeasureSeries> subjects, NavigableSet<Double> places) throws InsufficientDataException {
    Map<List<Identity>, Integer> groups = new LinkedHashMap<>();
    List<SufficientStatistics> scores = new ArrayList<>();
    for (MeasureSeries subject : subjects) {
      for (double x : places) {
        List<MeasuredPoint> points = subject.bySeed().values().stream().map(p -> p.get(x)).toList();
        if (points.stream().anyMatch(point -> point.examples().isEmpty())) {
          return List.of();
        }
        List<Identity> examples = Identity.of(points.get(0));
        if (!points.stream().allMatch(point -> Identity.of(point).equals(examples))) {
          throw new InsufficientDataException("the seeds were tested on different examples");
        }
        int group = groups.computeIfAbsent(examples, each -> groups.size());
        scores.add(scores(group, MeasuredPoint.metric(subject.measure()).orElseThrow(), points));
      }
    }
    return scores;
  }

  private static SufficientStatistics scores(
      int group, MetricName metric, List<MeasuredPoint> bySeed) {
    double[][][] added =
        bySeed.stream().map(point -> added(metric, point.examples())).toArray(double[][][]::new);
    return new SufficientStatistics(group, added, sums -> MetricSums.value(metric, sums));
  }

  private static double[][] added(MetricName metric, List<ExampleScore> examples) {
    return examples.stream().map(e -> MeasuredPoint.added(metric, e)).toArray(double[][]::new);
  }
}
