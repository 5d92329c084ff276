package io.seqlab.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Percentile intervals of the bootstrap (Efron; Davison and Hinkley 1997, ch. 5) for the mean over
 * seeds of a {@link SeedStatistic} of metrics.
 *
 * <p>Examples are drawn with replacement, the same for every score of a group, so that models are
 * compared on equal draws (the paired bootstrap of Koehn 2004), and the same for every seed, as all
 * seeds are tested on the same examples. Seeds are drawn apart from them (both factors of a crossed
 * design; Owen 2007). With S seeds the draws vary (S − 1)/S as much as the seeds do, so that of
 * three seeds the interval is too narrow: take its hull with the t interval over seeds. A draw for
 * which a metric is not defined counts against both ends.
 */
public final class Bootstrap {
  private final List<SufficientStatistics> cells;
  private final SeedStatistic contrast;
  private final List<Group> groups;

  /** Scores of the same examples, side by side: a row an example, all seeds and sums of all. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Group(List<Integer> members, double[][] rows) {}

  private Bootstrap(List<SufficientStatistics> cells, SeedStatistic contrast) {
    this.cells = cells;
    this.contrast = contrast;
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int c = 0; c < cells.size(); c++) {
      members.computeIfAbsent(cells.get(c).group(), group -> new ArrayList<>()).add(c);
    }
    groups = members.values().stream().map(each -> new Group(each, rows(each))).toList();
  }

  /** What other seeds and other examples would give. */
  public static Interval overSeedsAndExamples(
      List<SufficientStatistics> cells,
      SeedStatistic contrast,
      double level,
      ResamplingOptions draws) {
    return new Bootstrap(cells, contrast).interval(level, draws, true);
  }

  /** What these very runs would give on other examples. */
  public static Interval overExamples(
      List<SufficientStatistics> cells,
      SeedStatistic contrast,
      double level,
      ResamplingOptions draws) {
    return new Bootstrap(cells, contrast).interval(level, draws, false);
  }

  private double[][] rows(List<Integer> members) {
    SufficientStatistics first = cells.get(members.get(0));
    double[][] rows = new double[first.examples()][];
    for (int i = 0; i < rows.length; i++) {
      int example = i;
      rows[i] =
          members.stream()
              .flatMap(c -> Arrays.stream(cells.get(c).added()).map(seed -> seed[example]))
              .flatMapToDouble(Arrays::stream)
              .toArray();
    }
    return rows;
  }

  private Interval interval(double level, ResamplingOptions draws, boolean drawSeeds) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(draws.seed());
    int seeds = cells.get(0).seeds();
    double[] replicates = new double[draws.count()];
    for (int r = 0; r < replicates.length; r++) {
      double[] contrasts = contrasts(random, seeds);
      double sum = 0;
      for (int s = 0; s < seeds; s++) {
        sum += contrasts[drawSeeds ? random.nextInt(seeds) : s];
      }
      replicates[r] = sum / seeds;
    }
    int tail = Math.max(1, (int) Math.floor((draws.count() + 1) * level / 2));
    double low = sorted(replicates, Double.NEGATIVE_INFINITY)[tail - 1];
    double high = sorted(replicates, Double.POSITIVE_INFINITY)[replicates.length - tail];
    return new Interval(SampleSummary.of(estimates(seeds)).mean(), low, high);
  }

  private static double[] sorted(double[] replicates, double undefined) {
    DoubleUnaryOperator defined = r -> Double.isNaN(r) ? undefined : r;
    return Arrays.stream(replicates).map(defined).sorted().toArray();
  }

  private double[] estimates(int seeds) {
    List<double[]> values =
        cells.stream().map(SufficientStatistics::values).collect(Collectors.toList());
    double[] contrasts = new double[seeds];
    for (int s = 0; s < seeds; s++) {
      int seed = s;
      contrasts[s] = contrast.of(values.stream().mapToDouble(each -> each[seed]).toArray());
    }
    return contrasts;
  }

  /** The contrast of each seed on one draw of the examples. */
  private double[] contrasts(UniformRandomProvider random, int seeds) {
    double[][] values = new double[seeds][cells.size()];
    for (Group group : groups) {
      double[] sums = draw(random, group.rows());
      int at = 0;
      for (int c : group.members()) {
        int width = cells.get(c).width();
        for (int s = 0; s < seeds; s++) {
          double[] own = Arrays.copyOfRange(sums, at, at + width);
          values[s][c] = cells.get(c).metric().applyAsDouble(own);
          at += width;
        }
      }
    }
    return Arrays.stream(values).mapToDouble(contrast::of).toArray();
  }

  private static double[] draw(UniformRandomProvider random, double[][] rows) {
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
