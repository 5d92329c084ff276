package io.seqlab.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Looks of t tests, simulated on studies of normal values.
 *
 * @param seeds number of seeds at each look
 * @param smallest the smallest p of each simulated study without an effect, ascending; empty for a
 *     single look, which needs no correction
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StudentLooks(List<Integer> seeds, double... smallest) implements Looks {
  private static final int STUDIES = 100_000;
  private static final int POWER_STUDIES = 20_000;
  private static final Map<List<Integer>, StudentLooks> SIMULATED = new ConcurrentHashMap<>();

  static StudentLooks of(List<Integer> seeds) {
    return SIMULATED.computeIfAbsent(List.copyOf(seeds), StudentLooks::simulate);
  }

  private static StudentLooks simulate(List<Integer> seeds) {
    if (seeds.size() == 1) {
      return new StudentLooks(seeds);
    }
    List<TDistribution> t = seeds.stream().map(n -> TDistribution.of(n - 1.0)).toList();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1L);
    double[] smallest = new double[STUDIES];
    for (int study = 0; study < STUDIES; study++) {
      double[] statistics = statistics(seeds, 0, random);
      double p = 1;
      for (int look = 0; look < statistics.length; look++) {
        p = Math.min(p, t.get(look).survivalProbability(statistics[look]));
      }
      smallest[study] = p;
    }
    Arrays.sort(smallest);
    return new StudentLooks(seeds, smallest);
  }

  /** The t statistic of each look of a simulated study. */
  private static double[] statistics(
      List<Integer> seeds, double effect, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] statistics = new double[seeds.size()];
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int look = 0; look < statistics.length; look++) {
      for (; n < seeds.get(look); n++) {
        double value = effect + normal.sample();
        sum += value;
        squares += value * value;
      }
      double variance = (squares - sum * sum / n) / (n - 1);
      statistics[look] = sum / Math.sqrt(n * variance);
    }
    return statistics;
  }

  @Override
  public double adjusted(double p) {
    if (seeds.size() == 1) {
      return p;
    }
    int index = Arrays.binarySearch(smallest, p);
    int atMost = index < 0 ? -index - 1 : index + 1;
    return Math.max(p, (atMost + 1.0) / (smallest.length + 1));
  }

  @Override
  public double critical(double level) {
    if (seeds.size() == 1) {
      return level;
    }
    int atMost = (int) Math.floor(level * (smallest.length + 1)) - 1;
    return atMost < 1 ? 0 : smallest[atMost - 1];
  }

  @Override
  public double power(double level, double truth) {
    double critical = critical(level);
    double[] bounds =
        seeds.stream()
            .mapToDouble(n -> TDistribution.of(n - 1.0).inverseSurvivalProbability(critical))
            .toArray();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2L);
    int rejected = 0;
    for (int study = 0; study < POWER_STUDIES; study++) {
      double[] statistics = statistics(seeds, truth, random);
      boolean any = false;
      for (int look = 0; look < bounds.length; look++) {
        any |= statistics[look] >= bounds[look];
      }
      rejected += any ? 1 : 0;
    }
    return rejected / (double) POWER_STUDIES;
  }
}
