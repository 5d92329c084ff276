package io.seqlab.data;

import io.seqlab.config.AdditionTaskSpec;
import io.seqlab.config.CoreferenceTaskSpec;
import io.seqlab.config.DatesTaskSpec;
import io.seqlab.config.DelayedCopyTaskSpec;
import io.seqlab.config.FrequentWordsTaskSpec;
import io.seqlab.config.KeyValueRecallTaskSpec;
import io.seqlab.config.LexiconTaskSpec;
import io.seqlab.config.NeedleTaskSpec;
import io.seqlab.config.ParityTaskSpec;
import io.seqlab.config.RecallTaskSpec;
import io.seqlab.config.ScanTaskSpec;
import io.seqlab.config.SymbolTaskSpec;
import io.seqlab.config.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The generator of each kind of task that is no corpus: the one place that knows them all. */
final class Generators {
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

  private Generators() {}

  /** The examples of a split. */
  static List<Example> generate(TaskSpec task, Split split) {
    return BY_SPEC.get(task.getClass()).apply(task, split);
  }

  private static <T extends TaskSpec>
      Map.Entry<Class<?>, BiFunction<TaskSpec, Split, List<Example>>> entry(
          Class<T> spec, BiFunction<T, Split, List<Example>> generator) {
    return Map.entry(spec, (task, split) -> generator.apply(spec.cast(task), split));
  }
}
