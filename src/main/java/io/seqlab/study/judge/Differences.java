package io.seqlab.study.judge;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.RunKey;
import io.seqlab.statistics.Bootstrap;
import io.seqlab.statistics.EffectSize;
import io.seqlab.statistics.Inference;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.MultipleTesting;
import io.seqlab.statistics.RandomizationTest;
import io.seqlab.statistics.ResamplingOptions;
import io.seqlab.statistics.SampleSummary;
import io.seqlab.statistics.SeedLocation;
import io.seqlab.statistics.SeedStatistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Computes the difference of every model to the first model of a study, in every metric. */
final class Differences {
  private static final double LEVEL = 0.05;

  private Differences() {}

  /**
   * One row for each metric and each pair of variants of the first and another model that have
   * equal values for their shared grid keys and at least two finished seeds, on the seeds of the
   * last look. Keys that only one of the two has are ignored.
   */
  static List<Difference> of(StudySpec study, Evidence evidence) {
    String first = study.models().keySet().iterator().next();
    List<List<Long>> looks = evidence.looks(study.seeds());
    List<Long> seeds = looks.get(looks.size() - 1);
    List<RunKey> variants =
        evidence.runs().stream()
            .map(run -> new RunKey(run.model(), 0, run.grid()))
            .distinct()
            .toList();
    List<List<RunKey>> pairs = new ArrayList<>();
    for (RunKey other : variants) {
      variants.stream()
          .filter(reference -> reference.model().equals(first) && !other.model().equals(first))
          .filter(reference -> sharedKeysEqual(other.grid(), reference.grid()))
          .forEach(reference -> pairs.add(List.of(other, reference)));
    }
    List<Difference> all = new ArrayList<>();
    for (MetricName metric : study.metrics()) {
      List<Difference> rows =
          pairs.parallelStream()
              .flatMap(
                  pair -> difference(metric, pair.get(0), pair.get(1), evidence, seeds).stream())
              .toList();
      all.addAll(holmCorrected(rows));
    }
    return all;
  }

  private static boolean sharedKeysEqual(Map<String, String> one, Map<String, String> other) {
    return one.entrySet().stream()
        .allMatch(
            each -> other.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue()));
  }

  private static Optional<Difference> difference(
      MetricName metric, RunKey other, RunKey reference, Evidence evidence, List<Long> seeds) {
    ClaimTest test =
        new ClaimTest.Greater(
            metric.key(), operand(other), operand(reference), 0, Map.of(), List.of());
    try {
      return Optional.of(
          difference(metric, other, reference, ClaimObservations.of(evidence, test, seeds)));
    } catch (InsufficientDataException e) {
      return Optional.empty(); // the result table lists the missing runs
    }
  }

  private static ClaimOperand operand(RunKey variant) {
    Map<String, ValueRange> where = new LinkedHashMap<>();
    variant
        .grid()
        .forEach((key, value) -> where.put(key, new ValueRange(new YamlValue(value), null)));
    return new ClaimOperand(variant.model(), where, Optional.empty());
  }

  private static Difference difference(
      MetricName metric, RunKey other, RunKey reference, ClaimObservations data) {
    ResamplingOptions options = Judge.resampling("difference." + metric.key() + "." + other, 0);
    SeedStatistic difference = SeedStatistic.difference();
    boolean hasScores = !data.scores().isEmpty();
    double[] differences = data.bySeed(difference);
    SampleSummary sample = SampleSummary.of(differences);
    Interval acrossSeeds = sample.interval(LEVEL);
    Interval acrossExamples = new Interval(acrossSeeds.estimate(), Double.NaN, Double.NaN);
    if (hasScores) {
      Bootstrap bootstrap = Bootstrap.of(data.scores(), difference, data.sharedExamples());
      if (data.sharedExamples()) {
        Inference overBoth = bootstrap.overSeedsAndExamples(SeedLocation.MEAN, options);
        acrossSeeds = acrossSeeds.hull(Interval.of(overBoth, LEVEL));
      }
      acrossExamples = Interval.of(bootstrap.overExamples(options), LEVEL);
    }
    double[] values = data.values().stream().mapToDouble(v -> v[0]).toArray();
    double[] references = data.values().stream().mapToDouble(v -> v[1]).toArray();
    return new Difference(
        metric.key(),
        other.model(),
        other.grid(),
        reference.model(),
        reference.grid(),
        values.length,
        acrossSeeds.estimate(),
        new Difference.Range(acrossSeeds.low(), acrossSeeds.high()),
        new Difference.Range(acrossExamples.low(), acrossExamples.high()),
        sample.p(),
        hasScores
            ? RandomizationTest.p(
                data.scores().get(0), data.scores().get(1), data.sharedExamples(), options)
            : Double.NaN,
        EffectSize.cohensD(values, references),
        EffectSize.cliffsDelta(values, references));
  }

  private static List<Difference> holmCorrected(List<Difference> rows) {
    double[] seeds = MultipleTesting.holm(rows.stream().mapToDouble(Difference::pSeeds).toArray());
    double[] examples =
        MultipleTesting.holm(rows.stream().mapToDouble(Difference::pExamples).toArray());
    return IntStream.range(0, rows.size())
        .mapToObj(i -> rows.get(i).withP(seeds[i], examples[i]))
        .toList();
  }
}
