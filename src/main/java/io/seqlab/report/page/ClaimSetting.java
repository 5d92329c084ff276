package io.seqlab.report.page;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.ExampleLengths.Sides;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.Collectors;

/** The setting of a claim in a line: task, sizes of the models, device and seeds. */
final class ClaimSetting {
  private ClaimSetting() {}

  static String of(StudyRecords records, Verdict verdict) {
    return of(
        records.study(), records.results(), records.provenance().environment(), verdict.claim());
  }

  /**
   * {@code reverse, sources of 1–20 tokens; 21,042–96,114 parameters; AMD EPYC, 1 thread; 5 seeds
   * run}.
   *
   * @param claim id of the claim; the sizes and seeds are those of the finished runs of its models
   */
  static String of(
      StudySpec study, List<RunResult> results, Environment environment, String claim) {
    List<String> parts = new ArrayList<>();
    parts.add(task(study));
    Set<String> models = models(study, claim);
    List<RunResult> runs =
        results.stream()
            .filter(run -> run.status() == RunStatus.DONE && models.contains(run.key().model()))
            .toList();
    if (!runs.isEmpty()) {
      LongSummaryStatistics sizes =
          runs.stream().mapToLong(RunResult::parameters).summaryStatistics();
      parts.add(range(sizes.getMin(), sizes.getMax()) + " parameters");
    }
    parts.add(environment.cpu() + ", " + count(environment.threads(), "thread"));
    parts.add(
        count(runs.stream().map(run -> run.key().seed()).distinct().count(), "seed") + " run");
    return String.join("; ", parts);
  }

  /** The type of the task, or those of the grid, and the lengths unless the grid changes them. */
  private static String task(StudySpec study) {
    String type = type(study);
    boolean varied = study.grid().keySet().stream().anyMatch(key -> key.startsWith("task."));
    return varied
        ? type
        : ExampleLengths.of(study.task()).map(l -> type + ", sources of " + text(l)).orElse(type);
  }

  /** The type of the task: {@code reverse}; those of the grid: {@code reverse, sort}. */
  static String type(StudySpec study) {
    List<YamlValue> varied = study.grid().getOrDefault("task.type", List.of());
    return varied.isEmpty()
        ? ResolvedYaml.write((Record) study.task())
            .lines()
            .filter(line -> line.startsWith("type: "))
            .map(line -> line.substring("type: ".length()))
            .findFirst()
            .orElse("")
        : varied.stream().map(YamlValue::text).collect(Collectors.joining(", "));
  }

  private static String text(ExampleLengths lengths) {
    String train = sources(lengths.train());
    String test = sources(lengths.test());
    return train.equals(test)
        ? train + " tokens"
        : "%s tokens in training, %s in test".formatted(train, test);
  }

  private static String sources(Sides sides) {
    return range(sides.minSource(), sides.maxSource());
  }

  /** The models that the tests of a claim name. */
  private static Set<String> models(StudySpec study, String claim) {
    return study.claims().stream()
        .filter(each -> each.id().equals(claim))
        .flatMap(each -> each.parts().stream())
        .flatMap(test -> test.criterion().operands().stream())
        .map(ClaimOperand::model)
        .collect(Collectors.toSet());
  }

  private static String range(long low, long high) {
    return low == high
        ? String.format(Locale.ROOT, "%,d", low)
        : String.format(Locale.ROOT, "%,d–%,d", low, high);
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
