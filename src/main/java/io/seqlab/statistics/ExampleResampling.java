package io.seqlab.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A statistic of each seed on resampled examples, the same for all seeds. Not safe for several
 * threads.
 */
final class ExampleResampling {
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
            first.examples(), sums.size(), (i, column) -> bySeed.get(column)[i][sums.get(column)]);
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
