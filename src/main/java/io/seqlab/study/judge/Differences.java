package io.seqlab.study.judge;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.RunKey;
import io.seqlab.statistics.Bootstrap;
import io.seqlab.statistics.EffectSize;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.MultipleTesting;
import io.seqlab.statistics.RandomizationTest;
import io.seqlab.statistics.ResamplingOptions;
import io.seqlab.statistics.SampleSummary;
import io.seqlab.statistics.SeedStatistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every model against the first of the study, in every metric. */
final class Differences {
  private static final double LEVEL = 0.05;

  private Differences() {}

  /**
   * A row for each metric and each two variants of the first model and another that stand at the
   * same values of the keys of the grid they share, if their runs are done with two seeds. A key
   * that only one of the two has keeps nothing from being compared.
   */
  static List<Difference> of(StudySpec study, Evidence evidence) {
    String first = study.models().keySet().iterator().next();
    List<RunKey> variants =
        evidence.runs().stream()
            .map(run -> new RunKey(run.model(), 0, run.grid()))
            .distinct()
            .toList();
    List<Difference> all = new ArrayList<>();
    for (MetricName metric : study.metrics()) {
      List<Difference> rows = new ArrayList<>();
      for (RunKey other : variants) {
        variants.stream()
            .filter(reference -> reference.model().equals(first) && !other.model().equals(first))
            .filter(reference -> agree(other.grid(), reference.grid()))
            .flatMap(reference -> difference(metric, other, reference, evidence).stream())
            .forEach(rows::add);
      }
      all.addAll(corrected(rows));
    }
    return all;
  }

  private static boolean agree(Map<String, String> one, Map<String, String> other) {
    return one.entrySet().stream()
        .allMatch(
            each -> other.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue()));
  }

  private static Optional<Difference> difference(
      MetricName metric, RunKey other, RunKey reference, Evidence evidence) {
    ClaimTest test =
        new ClaimTest.Greater(metric.key(), subject(other), subject(reference), 0, Map.of());
    try {
      return Optional.of(
          difference(metric, other, reference, ClaimObservations.of(evidence, test)));
    } catch (InsufficientDataException e) {
      return Optional.empty(); // the table of results says which runs are missing
    }
  }

  private static ClaimOperand subject(RunKey variant) {
    Map<String, ValueRange> where = new LinkedHashMap<>();
    variant
        .grid()
        .forEach((key, value) -> where.put(key, new ValueRange(new YamlValue(value), null)));
    return new ClaimOperand(variant.model(), where, Optional.empty());
  }

  private static Difference difference(
      MetricName metric, RunKey other, RunKey reference, ClaimObservations readings) {
    ResamplingOptions draws = Judge.draws("difference." + metric.key() + "." + other, 0);
    Interval over = PartJudge.interval(TestStatistic.DIFFERENCE, readings, LEVEL, draws);
    boolean examples = !readings.scores().isEmpty();
    Interval within =
        examples
            ? Bootstrap.overExamples(readings.scores(), SeedStatistic.difference(), LEVEL, draws)
            : new Interval(over.estimate(), Double.NaN, Double.NaN);
    double[] ours = readings.values().stream().mapToDouble(v -> v[0]).toArray();
    double[] theirs = readings.values().stream().mapToDouble(v -> v[1]).toArray();
    return new Difference(
        metric.key(),
        other.model(),
        other.grid(),
        reference.model(),
        reference.grid(),
        ours.length,
        over.estimate(),
        new Difference.Range(over.low(), over.high()),
        new Difference.Range(within.low(), within.high()),
        SampleSummary.of(readings.contrasts(SeedStatistic.difference())).p(),
        examples
            ? RandomizationTest.p(readings.scores().get(0), readings.scores().get(1), draws)
            : Double.NaN,
        EffectSize.cohensD(ours, theirs),
        EffectSize.cliffsDelta(ours, theirs));
  }

  private static List<Difference> corrected(List<Difference> rows) {
    double[] seeds = MultipleTesting.holm(rows.stream().mapToDouble(Difference::pSeeds).toArray());
    double[] examples =
        MultipleTesting.holm(rows.stream().mapToDouble(Difference::pExamples).toArray());
    return IntStream.range(0, rows.size())
        .mapToObj(i -> rows.get(i).withP(seeds[i], examples[i]))
        .toList();
  }
}
