package io.seqlab.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Bootstrap percentile intervals (Efron; Davison and Hinkley 1997, ch. 5) for the mean over seeds
 * of a {@link SeedStatistic} of metrics.
 *
 * <p>Examples are resampled with replacement. All cells of a group share the resample, so that
 * models are compared on the same examples (paired bootstrap, Koehn 2004), and so do all seeds,
 * which are tested on the same examples. Seeds are resampled independently of the examples (both
 * factors of a crossed design; Owen 2007). With S seeds the variance of the resampled mean is (S −
 * 1)/S of the unbiased estimate, so for three seeds the interval is too narrow: take its hull with
 * the t interval over seeds. A resample whose metric is undefined widens both ends.
 */
public final class Bootstrap {
  private final List<SufficientStatistics> cells;
  private final SeedStatistic statistic;
  private final List<Group> groups;

  /** Cells of the same examples: (N, members · S · K), one row per example. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Group(List<Integer> members, double[][] rows) {}

  private Bootstrap(List<SufficientStatistics> cells, SeedStatistic statistic) {
    this.cells = cells;
    this.statistic = statistic;
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int c = 0; c < cells.size(); c++) {
      members.computeIfAbsent(cells.get(c).group(), group -> new ArrayList<>()).add(c);
    }
    groups = members.values().stream().map(each -> new Group(each, rows(each))).toList();
  }

  /** Resamples seeds and examples: how the result generalises to other seeds and examples. */
  public static Interval overSeedsAndExamples(
      List<SufficientStatistics> cells,
      SeedStatistic statistic,
      double level,
      ResamplingOptions options) {
    return new Bootstrap(cells, statistic).interval(level, options, true);
  }

  /** Resamples examples only: how the result of these runs generalises to other examples. */
  public static Interval overExamples(
      List<SufficientStatistics> cells,
      SeedStatistic statistic,
      double level,
      ResamplingOptions options) {
    return new Bootstrap(cells, statistic).interval(level, options, false);
  }

  private double[][] rows(List<Integer> members) {
    SufficientStatistics first = cells.get(members.get(0));
    double[][] rows = new double[first.examples()][];
    Arrays.setAll(
        rows,
        i ->
            members.stream()
                .flatMap(c -> Arrays.stream(cells.get(c).perExample()).map(seed -> seed[i]))
                .flatMapToDouble(Arrays::stream)
                .toArray());
    return rows;
  }

  private Interval interval(double level, ResamplingOptions options, boolean resampleSeeds) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(options.seed());
    int seeds = cells.get(0).seeds();
    double[] replicates = new double[options.resamples()];
    for (int r = 0; r < replicates.length; r++) {
      double[] bySeed = replicate(random, seeds);
      double sum = 0;
      for (int s = 0; s < seeds; s++) {
        sum += bySeed[resampleSeeds ? random.nextInt(seeds) : s];
      }
      replicates[r] = sum / seeds;
    }
    int tail = Math.max(1, (int) Math.floor((options.resamples() + 1) * level / 2));
    double low = sorted(replicates, Double.NEGATIVE_INFINITY)[tail - 1];
    double high = sorted(replicates, Double.POSITIVE_INFINITY)[replicates.length - tail];
    return new Interval(SampleSummary.of(estimates(seeds)).mean(), low, high);
  }

  private static double[] sorted(double[] replicates, double undefined) {
    DoubleUnaryOperator defined = r -> Double.isNaN(r) ? undefined : r;
    return Arrays.stream(replicates).map(defined).sorted().toArray();
  }

  private double[] estimates(int seeds) {
    List<double[]> values = cells.stream().map(SufficientStatistics::values).toList();
    double[] bySeed = new double[seeds];
    Arrays.setAll(
        bySeed, s -> statistic.of(values.stream().mapToDouble(each -> each[s]).toArray()));
    return bySeed;
  }

  /** The statistic of each seed on one resample of the examples. */
  private double[] replicate(UniformRandomProvider random, int seeds) {
    double[][] values = new double[seeds][cells.size()];
    for (Group group : groups) {
      double[] sums = resample(random, group.rows());
      int offset = 0;
      for (int c : group.members()) {
        int width = cells.get(c).width();
        for (int s = 0; s < seeds; s++) {
          double[] cell = Arrays.copyOfRange(sums, offset, offset + width);
          values[s][c] = cells.get(c).metric().applyAsDouble(cell);
          offset += width;
        }
      }
    }
    return Arrays.stream(values).mapToDouble(statistic::of).toArray();
  }

  private static double[] resample(UniformRandomProvider random, double[][] rows) {
    double[] sums = new double[rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[random.nextInt(rows.length)];
      for (int k = 0; k < sums.length; k++) {
        sums[k] += row[k];
      }
    }
    return sums;
  }
}
