package io.seqlab.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.TDistribution;

/** The smallest p of simulated studies without an effect, in ascending order. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StudentLooks(double... smallest) implements Looks {
  private static final int STUDIES = 100_000;
  private static final Map<List<Integer>, StudentLooks> SIMULATED = new ConcurrentHashMap<>();

  static StudentLooks of(List<Integer> seeds) {
    return SIMULATED.computeIfAbsent(List.copyOf(seeds), StudentLooks::simulate);
  }

  private static StudentLooks simulate(List<Integer> seeds) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    List<TDistribution> t = seeds.stream().map(n -> TDistribution.of(n - 1.0)).toList();
    double[] smallest = new double[STUDIES];
    for (int study = 0; study < STUDIES; study++) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      double p = 1;
      for (int look = 0; look < t.size(); look++) {
        for (; n < seeds.get(look); n++) {
          double value = normal.sample();
          sum += value;
          squares += value * value;
        }
        double variance = (squares - sum * sum / n) / (n - 1);
        p = Math.min(p, t.get(look).survivalProbability(sum / Math.sqrt(n * variance)));
      }
      smallest[study] = p;
    }
    Arrays.sort(smallest);
    return new StudentLooks(smallest);
  }

  @Override
  public double adjusted(double p) {
    int index = Arrays.binarySearch(smallest, p);
    int atMost = index < 0 ? -index - 1 : index + 1;
    return Math.max(p, (atMost + 1.0) / (smallest.length + 1));
  }

  @Override
  public double critical(double level) {
    int atMost = (int) Math.floor(level * (smallest.length + 1)) - 1;
    return atMost < 1 ? 0 : smallest[atMost - 1];
  }
}
