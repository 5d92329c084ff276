package io.seqlab.study.judge;

import com.google.errorprone.annotations.FormatMethod;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether {@code examples.csv} and {@code results.csv} agree: claims are tested on the one and
 * tables print the other.
 *
 * @param folder of the experiment, for messages
 */
record ExampleAgreement(String folder) {
  /** Rounding of sums in another order, relative to 1 or the value. */
  private static final double ROUNDING = 1e-6;

  /**
   * Requires that the scores of each finished run over its examples are its metrics, that its
   * examples are numbered from 1 without a gap, and that runs of one task have the same examples.
   *
   * @throws ConfigException if not; names the run, both values and what to do
   */
  void require(Map<RunKey, RunResult> results, Map<RunKey, List<ExampleScore>> examples) {
    Map<Map<String, String>, RunKey> first = new HashMap<>();
    examples.forEach(
        (run, scores) -> {
          long last = scores.stream().mapToLong(ExampleScore::example).max().orElse(0);
          check(last == scores.size(), run, "%d rows up to example %d", scores.size(), last);
          RunKey other = first.computeIfAbsent(task(run), any -> run);
          check(
              lengths(scores).equals(lengths(examples.get(other))),
              run,
              "other test examples than %s",
              other);
          Optional.ofNullable(results.get(run))
              .filter(result -> result.status() == RunStatus.DONE)
              .ifPresent(result -> requireMetrics(result, scores));
        });
  }

  private void requireMetrics(RunResult result, List<ExampleScore> scores) {
    result
        .metrics()
        .forEach(
            (name, value) -> {
              if (scores.stream().allMatch(each -> each.counts().containsKey(name))) {
                MetricName metric = MetricName.ofKey(name).orElseThrow();
                double mean = MeasuredPoint.of(metric, scores).value();
                check(
                    mean == value || Math.abs(mean - value) <= ROUNDING * Math.max(1, value),
                    result.key(),
                    "a %s of %s, but results.csv has %s",
                    name,
                    mean,
                    value);
              }
            });
  }

  @FormatMethod
  private void check(boolean condition, RunKey run, String reason, Object... args) {
    if (!condition) {
      throw new ConfigException(
          "%s/examples.csv contradicts results.csv or itself: %s has %s; restore both files, or repeat the run: seqlab run STUDY.yaml --fresh --only '%s'"
              .formatted(folder, run, reason.formatted(args), run.filter()));
    }
  }

  /** Source and target length of each example. */
  private static Map<Long, List<Long>> lengths(List<ExampleScore> scores) {
    Map<Long, List<Long>> lengths = new HashMap<>();
    scores.forEach(each -> lengths.put(each.example(), lengths(each)));
    return lengths;
  }

  private static List<Long> lengths(ExampleScore score) {
    return List.of(score.sourceLength(), score.targetLength());
  }

  /** The values of the grid keys that may change the task. */
  private static Map<String, String> task(RunKey run) {
    Map<String, String> values = new HashMap<>(run.grid());
    values.keySet().removeIf(key -> !key.startsWith("task"));
    return values;
  }
}
