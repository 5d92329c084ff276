package io.seqlab.study.scoring;

import io.seqlab.data.core.RandomStream;
import io.seqlab.statistics.Bootstrap;
import io.seqlab.statistics.Inference;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.MultipleTesting;
import io.seqlab.statistics.RandomizationTest;
import io.seqlab.statistics.ResamplingOptions;
import io.seqlab.statistics.SeedStatistic;
import io.seqlab.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The difference between a system and the first on the same examples, as paired tests see it:
 * bootstrap over examples (Koehn 2004) and approximate randomization (Riezler and Maxwell 2005).
 *
 * @param difference score of the system minus that of the baseline
 * @param low of the 95 % interval of the bootstrap
 * @param pBootstrap two-sided p of the bootstrap, of the hypothesis of no difference
 * @param pRandomization two-sided p of approximate randomization; both p are corrected for several
 *     systems (Holm 1979)
 */
public record PairedDifference(
    String metric,
    String system,
    String baseline,
    double difference,
    double low,
    double high,
    double pBootstrap,
    double pRandomization) {
  private static final double LEVEL = 0.05;

  static List<PairedDifference> of(
      String metric, List<String> systems, List<MetricCounts> counts, int resamples) {
    ResamplingOptions options =
        new ResamplingOptions(resamples, RandomStream.seed(0, "compare." + metric, 0));
    SufficientStatistics baseline = counts.get(0).statistics();
    List<PairedDifference> differences = new ArrayList<>();
    SystemComparison.others(systems)
        .forEach(
            s -> {
              SufficientStatistics system = counts.get(s).statistics();
              Inference inference =
                  Bootstrap.of(List.of(system, baseline), SeedStatistic.difference(), true)
                      .overExamples(options);
              Interval interval = Interval.of(inference, LEVEL);
              differences.add(
                  new PairedDifference(
                      metric,
                      systems.get(s),
                      systems.get(0),
                      interval.estimate(),
                      interval.low(),
                      interval.high(),
                      Math.min(1, 2 * Math.min(inference.pAbove(0), inference.pBelow(0))),
                      RandomizationTest.p(system, baseline, true, options)));
            });
    return corrected(differences);
  }

  private static List<PairedDifference> corrected(List<PairedDifference> all) {
    double[] bootstrap =
        MultipleTesting.holm(all.stream().mapToDouble(PairedDifference::pBootstrap).toArray());
    double[] randomization =
        MultipleTesting.holm(all.stream().mapToDouble(PairedDifference::pRandomization).toArray());
    return IntStream.range(0, all.size())
        .mapToObj(i -> all.get(i).withP(bootstrap[i], randomization[i]))
        .toList();
  }

  private PairedDifference withP(double bootstrap, double randomization) {
    return new PairedDifference(
        metric, system, baseline, difference, low, high, bootstrap, randomization);
  }
}
