package io.seqlab.study.judge;

import io.seqlab.config.ClaimSubject;
import io.seqlab.config.ClaimTest;
import io.seqlab.config.Comparison;
import io.seqlab.config.MetricName;
import io.seqlab.config.StudySpec;
import io.seqlab.config.ValueRange;
import io.seqlab.config.YamlValue;
import io.seqlab.result.Difference;
import io.seqlab.result.RunKey;
import io.seqlab.statistics.Bootstrap;
import io.seqlab.statistics.Contrast;
import io.seqlab.statistics.Correction;
import io.seqlab.statistics.Draws;
import io.seqlab.statistics.EffectSize;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.Randomisation;
import io.seqlab.statistics.Spread;
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

  /** A row for each metric, model and point of the grid whose runs are done with two seeds. */
  static List<Difference> of(StudySpec study, Evidence evidence) {
    String reference = study.models().keySet().iterator().next();
    List<RunKey> others =
        evidence.runs().stream()
            .filter(run -> !run.model().equals(reference))
            .map(run -> new RunKey(run.model(), 0, run.grid()))
            .distinct()
            .toList();
    List<Difference> all = new ArrayList<>();
    for (MetricName metric : study.metrics()) {
      List<Difference> rows = new ArrayList<>();
      for (RunKey other : others) {
        difference(metric, other, reference, evidence).ifPresent(rows::add);
      }
      all.addAll(corrected(rows));
    }
    return all;
  }

  private static Optional<Difference> difference(
      MetricName metric, RunKey other, String reference, Evidence evidence) {
    Map<String, ValueRange> where = new LinkedHashMap<>();
    other
        .grid()
        .forEach((key, value) -> where.put(key, new ValueRange(new YamlValue(value), null)));
    ClaimTest test =
        new ClaimTest.Greater(
            metric.key(), ClaimSubject.of(other.model()), ClaimSubject.of(reference), 0, where);
    try {
      return Optional.of(difference(metric, other, reference, Readings.of(evidence, test)));
    } catch (TooLittleException e) {
      return Optional.empty(); // the table of results says which runs are missing
    }
  }

  private static Difference difference(
      MetricName metric, RunKey other, String reference, Readings readings) {
    Draws draws = Judge.draws("difference." + metric.key() + "." + other, 0);
    Interval over = PartJudge.interval(Comparison.DIFFERENCE, readings, LEVEL, draws);
    boolean examples = !readings.scores().isEmpty();
    Interval within =
        examples
            ? Bootstrap.overExamples(readings.scores(), Contrast.difference(), LEVEL, draws)
            : new Interval(over.estimate(), Double.NaN, Double.NaN);
    double[] ours = readings.values().stream().mapToDouble(v -> v[0]).toArray();
    double[] theirs = readings.values().stream().mapToDouble(v -> v[1]).toArray();
    return new Difference(
        metric.key(),
        other.model(),
        other.grid(),
        reference,
        ours.length,
        over.estimate(),
        new Difference.Range(over.low(), over.high()),
        new Difference.Range(within.low(), within.high()),
        Spread.of(readings.contrasts(Contrast.difference())).p(),
        examples
            ? Randomisation.p(readings.scores().get(0), readings.scores().get(1), draws)
            : Double.NaN,
        EffectSize.cohensD(ours, theirs),
        EffectSize.cliffsDelta(ours, theirs));
  }

  private static List<Difference> corrected(List<Difference> rows) {
    double[] seeds = Correction.holm(rows.stream().mapToDouble(Difference::pSeeds).toArray());
    double[] examples = Correction.holm(rows.stream().mapToDouble(Difference::pExamples).toArray());
    return IntStream.range(0, rows.size())
        .mapToObj(i -> rows.get(i).withP(seeds[i], examples[i]))
        .toList();
  }
}
