package io.seqlab.data.task;

import io.seqlab.config.task.AdditionTaskSpec;
import io.seqlab.config.task.CoreferenceTaskSpec;
import io.seqlab.config.task.DatesTaskSpec;
import io.seqlab.config.task.DelayedCopyTaskSpec;
import io.seqlab.config.task.FrequentWordsTaskSpec;
import io.seqlab.config.task.KeyValueRecallTaskSpec;
import io.seqlab.config.task.LexiconTaskSpec;
import io.seqlab.config.task.NeedleTaskSpec;
import io.seqlab.config.task.ParityTaskSpec;
import io.seqlab.config.task.RecallTaskSpec;
import io.seqlab.config.task.ScanTaskSpec;
import io.seqlab.config.task.SymbolTaskSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The generator of each kind of task that is no corpus: the one place that knows them all. */
public final class TaskGenerators {
  private static final Map<Class<?>, BiFunction<TaskSpec, Split, List<Example>>> BY_SPEC =
      Map.ofEntries(
          entry(SymbolTaskSpec.class, SymbolTask::generate),
          entry(DatesTaskSpec.class, DatesTask::generate),
          entry(AdditionTaskSpec.class, AdditionTask::generate),
          entry(RecallTaskSpec.class, RecallTask::generate),
          entry(KeyValueRecallTaskSpec.class, KeyValueRecallTask::generate),
          entry(DelayedCopyTaskSpec.class, DelayedCopyTask::generate),
          entry(NeedleTaskSpec.class, NeedleTask::generate),
          entry(ParityTaskSpec.class, ParityTask::generate),
          entry(LexiconTaskSpec.class, LexiconTask::generate),
          entry(FrequentWordsTaskSpec.class, FrequentWordsTask::generate),
          entry(CoreferenceTaskSpec.class, CoreferenceTask::generate),
          entry(ScanTaskSpec.class, ScanTask::generate));

  private TaskGenerators() {}

  /** The examples of a split. */
  public static List<Example> generate(TaskSpec task, Split split) {
    return BY_SPEC.get(task.getClass()).apply(task, split);
  }

  private static <T extends TaskSpec>
      Map.Entry<Class<?>, BiFunction<TaskSpec, Split, List<Example>>> entry(
          Class<T> spec, BiFunction<T, Split, List<Example>> generator) {
    return Map.entry(spec, (task, split) -> generator.apply(spec.cast(task), split));
  }
}
