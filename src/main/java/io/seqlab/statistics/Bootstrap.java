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
  /** Seeds that are tested on the same examples. */
  private final List<ExampleResampling> parts;

  private Bootstrap(List<ExampleResampling> parts) {
    this.parts = parts;
  }

  /**
   * The bootstrap of a statistic of cells.
   *
   * @param shared whether all seeds have the same examples; if not, those of each seed are
   *     resampled for themselves
   */
  public static Bootstrap of(
      List<SufficientStatistics> cells, SeedStatistic statistic, boolean shared) {
    if (shared) {
      return new Bootstrap(List.of(new ExampleResampling(cells, statistic)));
    }
    return new Bootstrap(
        IntStream.range(0, cells.get(0).seeds())
            .mapToObj(s -> cells.stream().map(cell -> cell.ofSeed(s)).toList())
            .map(ofSeed -> new ExampleResampling(ofSeed, statistic))
            .toList());
  }

  /**
   * Resamples seeds and examples: how the result generalises to other seeds and examples.
   *
   * @param location of the values of all seeds: their mean or median
   */
  public Inference overSeedsAndExamples(SeedLocation location, ResamplingOptions options) {
    return inference(location, options, true);
  }

  /** Resamples examples only: how the mean of these runs generalises to other examples. */
  public Inference overExamples(ResamplingOptions options) {
    return inference(SeedLocation.MEAN, options, false);
  }

  private Inference inference(
      SeedLocation location, ResamplingOptions options, boolean resampleSeeds) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(options.seed());
    double[] estimates =
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.estimates())).toArray();
    int seeds = estimates.length;
    double[] replicates = new double[options.resamples()];
    double[] bySeed = new double[seeds];
    double[] drawn = new double[seeds];
    for (int r = 0; r < replicates.length; r++) {
      int first = 0;
      for (ExampleResampling part : parts) {
        first += part.replicate(random, bySeed, first);
      }
      for (int s = 0; s < seeds; s++) {
        drawn[s] = bySeed[resampleSeeds ? random.nextInt(seeds) : s];
      }
      replicates[r] = location.of(drawn);
    }
    return new ReplicateInference(location.of(estimates), replicates);
  }

  /**
   * A statistic of each seed on resampled examples, the same for all seeds. Not safe for several
   * threads.
   */
  private static final class ExampleResampling {
    private final List<SufficientStatistics> cells;
    private final SeedStatistic statistic;
    private final int seeds;
    private final List<Group> groups;

    /** Of a replicate: (S, cells). */
    private final double[][] values;

    /** Cells of the same examples: (N, members · S · K), one row per example. */
    private record Group(List<Integer> members, int examples, RowSums rows) {
      double[] resample(UniformRandomProvider random) {
        int[] drawn = new int[examples];
        for (int i = 0; i < drawn.length; i++) {
          drawn[i] = random.nextInt(examples);
        }
        return rows.of(drawn, examples);
      }
    }

    ExampleResampling(List<SufficientStatistics> cells, SeedStatistic statistic) {
      this.cells = cells;
      this.statistic = statistic;
      seeds = cells.get(0).seeds();
      values = new double[seeds][cells.size()];
      Map<Integer, List<Integer>> members = new TreeMap<>();
      for (int c = 0; c < cells.size(); c++) {
        members.computeIfAbsent(cells.get(c).group(), group -> new ArrayList<>()).add(c);
      }
      groups = members.values().stream().map(this::group).toList();
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
              first.examples(),
              sums.size(),
              (i, column) -> bySeed.get(column)[i][sums.get(column)]);
      return new Group(members, first.examples(), rows);
    }

    /** The statistic of each seed on all examples. */
    double[] estimates() {
      List<double[]> values = cells.stream().map(SufficientStatistics::values).toList();
      double[] bySeed = new double[seeds];
      Arrays.setAll(
          bySeed, s -> statistic.of(values.stream().mapToDouble(each -> each[s]).toArray()));
      return bySeed;
    }

    /**
     * Writes the statistic of each seed on one resample of the examples.
     *
     * @param first place of the first seed
     * @return the number of seeds
     */
    int replicate(UniformRandomProvider random, double[] into, int first) {
      for (Group group : groups) {
        double[] sums = group.resample(random);
        int offset = 0;
        for (int c : group.members()) {
          SufficientStatistics cell = cells.get(c);
          double[] ofSeed = new double[cell.width()];
          for (int s = 0; s < seeds; s++) {
            System.arraycopy(sums, offset, ofSeed, 0, ofSeed.length);
            values[s][c] = cell.metric().applyAsDouble(ofSeed);
            offset += ofSeed.length;
          }
        }
      }
      for (int s = 0; s < seeds; s++) {
        into[first + s] = statistic.of(values[s]);
      }
      return seeds;
    }
  }
}
