package io.seqlab.statistics;

import java.util.Arrays;
import java.util.List;
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
}
