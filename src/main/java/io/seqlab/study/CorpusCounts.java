package io.seqlab.study;

import io.seqlab.data.TaskData;
import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.result.record.SplitText;
import io.seqlab.result.record.SplitText.InTraining;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.TrainingSet;
import io.seqlab.study.plan.TrainingSet.Overlap;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the corpora of a study give to each split, for the report. */
final class CorpusCounts {
  private CorpusCounts() {}

  /** The entries of the tasks of a plan; none for generated tasks. */
  static List<SplitText> of(StudyPlan plan) {
    Map<Map<String, String>, List<SplitText>> byTask = new LinkedHashMap<>();
    plan.runs()
        .forEach(
            (key, run) -> {
              if (!run.task().isGenerated()) {
                byTask.computeIfAbsent(
                    SplitText.taskOf(key),
                    task -> of(task, plan.data().get(run.task()).taskData()));
              }
            });
    return byTask.values().stream().flatMap(List::stream).toList();
  }

  private static List<SplitText> of(Map<String, String> task, TaskData data) {
    TrainingSet training = TrainingSet.of(data.train(), List.of(data.valid(), data.test()));
    return Arrays.stream(Split.values())
        .map(split -> of(task, data.split(split), split, training))
        .toList();
  }

  private static SplitText of(
      Map<String, String> task, SplitExamples examples, Split split, TrainingSet training) {
    boolean trained = split == Split.TRAIN; // with the first reference of each example
    Overlap overlap = trained ? Overlap.NONE : training.with(examples.examples());
    IntSummaryStatistics references =
        trained
            ? IntStream.of(1).summaryStatistics()
            : examples.examples().stream()
                .mapToInt(example -> example.references().size())
                .summaryStatistics();
    return new SplitText(
        task,
        split.key(),
        examples.examples().size(),
        byKey(examples.dropped().counts()),
        references.getMin(),
        references.getMax(),
        new InTraining(overlap.sources(), overlap.targets(), overlap.pairs()));
  }

  private static Map<String, Integer> byKey(Map<DropReason, Integer> counts) {
    Map<String, Integer> byKey = new LinkedHashMap<>();
    counts.forEach((reason, count) -> byKey.put(reason.key(), count));
    return byKey;
  }
}
