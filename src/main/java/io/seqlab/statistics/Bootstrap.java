package io.seqlab.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Bootstrap percentile inference (Efron; Davison and Hinkley 1997, ch. 5) for the mean or median
 * over seeds of a {@link SeedStatistic} of metrics.
 *
 * <p>Examples are resampled with replacement. All cells of a group share the resample, so that
 * models are compared on the same examples (paired bootstrap, Koehn 2004), and so do all seeds,
 * which are tested on the same examples. Seeds are resampled independently of the examples (both
 * factors of a crossed design; Owen 2007). With S seeds the variance of the resampled mean is (S −
 * 1)/S of the unbiased estimate, so for few seeds the interval is too narrow: require the inference
 * over seeds as well ({@link Inference#and}). A resample whose metric is undefined widens both
 * ends.
 */
public final class Bootstrap {
  private final List<SufficientStatistics> cells;
  private final SeedStatistic statistic;
  private final List<Group> groups;

  /** Cells of the same examples: (N, members · S · K), one row per example. */
  private record Group(List<Integer> members, int examples, RowSums rows) {}

  private Bootstrap(List<SufficientStatistics> cells, SeedStatistic statistic) {
    this.cells = cells;
    this.statistic = statistic;
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int c = 0; c < cells.size(); c++) {
      members.computeIfAbsent(cells.get(c).group(), group -> new ArrayList<>()).add(c);
    }
    groups = members.values().stream().map(this::group).toList();
  }

  /**
   * Resamples seeds and examples: how the result generalises to other seeds and examples.
   *
   * @param location of the values of all seeds: their mean or median
   */
  public static Inference overSeedsAndExamples(
      List<SufficientStatistics> cells,
      SeedStatistic statistic,
      SeedLocation location,
      ResamplingOptions options) {
    return inference(List.of(new Bootstrap(cells, statistic)), location, options, true);
  }

  /**
   * Resamples examples only: how the result of these runs generalises to other examples.
   *
   * @param shared whether all seeds have the same examples; if not, those of each seed are
   *     resampled for themselves
   */
  public static Inference overExamples(
      List<SufficientStatistics> cells,
      SeedStatistic statistic,
      boolean shared,
      ResamplingOptions options) {
    if (shared) {
      return inference(List.of(new Bootstrap(cells, statistic)), SeedLocation.MEAN, options, false);
    }
    List<Bootstrap> seeds =
        IntStream.range(0, cells.get(0).seeds())
            .mapToObj(s -> cells.stream().map(cell -> cell.ofSeed(s)).toList())
            .map(ofSeed -> new Bootstrap(ofSeed, statistic))
            .toList();
    return inference(seeds, SeedLocation.MEAN, options, false);
  }

  private Group group(List<Integer> members) {
    SufficientStatistics first = cells.get(members.get(0));
    List<double[][]> bySeed = new ArrayList<>();
    List<Integer> sums = new ArrayList<>();
    for (int c : members) {
      for (double[][] seed : cells.get(c).perExample()) {
        for (int k = 0; k < cells.get(c).width(); k++) {
          bySeed.add(seed);
          sums.add(k);
        }
      }
    }
    RowSums rows =
        RowSums.of(
            first.examples(), sums.size(), (i, column) -> bySeed.get(column)[i][sums.get(column)]);
    return new Group(members, first.examples(), rows);
  }

  /** Inference from groups of seeds whose examples are resampled independently. */
  private static Inference inference(
      List<Bootstrap> groups,
      SeedLocation location,
      ResamplingOptions options,
      boolean resampleSeeds) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(options.seed());
    double[] estimates =
        groups.stream().flatMapToDouble(g -> Arrays.stream(g.estimates())).toArray();
    int seeds = estimates.length;
    double[] replicates = new double[options.resamples()];
    double[] drawn = new double[seeds];
    for (int r = 0; r < replicates.length; r++) {
      double[] bySeed =
          groups.stream().flatMapToDouble(g -> Arrays.stream(g.replicate(random))).toArray();
      for (int s = 0; s < seeds; s++) {
        drawn[s] = bySeed[resampleSeeds ? random.nextInt(seeds) : s];
      }
      replicates[r] = location.of(drawn);
    }
    return new ReplicateInference(location.of(estimates), replicates);
  }

  private double[] estimates() {
    int seeds = cells.get(0).seeds();
    List<double[]> values = cells.stream().map(SufficientStatistics::values).toList();
    double[] bySeed = new double[seeds];
    Arrays.setAll(
        bySeed, s -> statistic.of(values.stream().mapToDouble(each -> each[s]).toArray()));
    return bySeed;
  }

  /** The statistic of each seed on one resample of the examples. */
  private double[] replicate(UniformRandomProvider random) {
    int seeds = cells.get(0).seeds();
    double[][] values = new double[seeds][cells.size()];
    for (Group group : groups) {
      double[] sums = resample(random, group);
      int offset = 0;
      for (int c : group.members()) {
        double[] cell = new double[cells.get(c).width()];
        for (int s = 0; s < seeds; s++) {
          System.arraycopy(sums, offset, cell, 0, cell.length);
          values[s][c] = cells.get(c).metric().applyAsDouble(cell);
          offset += cell.length;
        }
      }
    }
    return Arrays.stream(values).mapToDouble(statistic::of).toArray();
  }

  private static double[] resample(UniformRandomProvider random, Group group) {
    int[] drawn = new int[group.examples()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextInt(drawn.length);
    }
    return group.rows().of(drawn, drawn.length);
  }
}
