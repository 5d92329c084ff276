package io.seqlab.report.table;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.metric.TextMetrics;
import io.seqlab.report.core.Quantity;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.SplitText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signatures of text metrics, with what was done to the references.
 *
 * @param references number of references of a test example; {@code var} if it varies
 * @param changes settings of references that are not as in their file, with separators
 */
record MetricSignatures(String references, String changes) {
  private static final String VARIES = "var";

  /** One reference for each example, as it stands in its file. */
  static final MetricSignatures PLAIN = new MetricSignatures("1", "");

  /** Those of a study with this text. */
  static MetricSignatures of(StudySpec study, List<SplitText> corpus) {
    List<SplitText> test = corpus.stream().filter(split -> split.split().equals("test")).toList();
    int fewest = test.stream().mapToInt(SplitText::fewestReferences).min().orElse(1);
    int most = test.stream().mapToInt(SplitText::mostReferences).max().orElse(1);
    return new MetricSignatures(
        fewest == most ? String.valueOf(most) : VARIES, changes(tasks(study)));
  }

  /** The tasks of the grid. */
  private static List<TaskSpec> tasks(StudySpec study) {
    boolean varied = study.grid().keySet().stream().anyMatch(key -> key.startsWith("task."));
    return varied
        ? PlannedRuns.of(study).values().stream().map(point -> point.study().task()).toList()
        : List.of(study.task());
  }

  private static String changes(List<TaskSpec> tasks) {
    List<Map<String, String>> all =
        tasks.stream().map(TaskSpec::referenceSettings).distinct().toList();
    Map<String, String> settings = new LinkedHashMap<>();
    all.forEach(settings::putAll);
    settings.replaceAll(
        (key, value) ->
            all.stream().allMatch(each -> value.equals(each.get(key))) ? value : VARIES);
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append('|').append(key).append(':').append(value));
    return text.toString();
  }

  /** One note for each text metric of the runs. */
  List<String> notes(List<RunResult> results) {
    return results.stream()
        .flatMap(result -> result.metrics().keySet().stream())
        .distinct()
        .map(MetricName::ofKey)
        .flatMap(Optional::stream)
        .filter(MetricName::isText)
        .map(metric -> Quantity.of(metric.key()).title() + ": " + signature(metric))
        .toList();
  }

  private String signature(MetricName metric) {
    return TextMetrics.of(metric.key()).signature(references + changes);
  }
}
