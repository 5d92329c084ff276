package io.seqlab.config.task;

import java.util.Optional;
import java.util.function.Function;

/** A task: a generator of examples, or a corpus. */
public sealed interface TaskSpec
    permits SymbolTaskSpec,
        DatesTaskSpec,
        AdditionTaskSpec,
        RecallTaskSpec,
        KeyValueRecallTaskSpec,
        DelayedCopyTaskSpec,
        NeedleTaskSpec,
        ParityTaskSpec,
        LexiconTaskSpec,
        FrequentWordsTaskSpec,
        CoreferenceTaskSpec,
        ScanTaskSpec,
        CorpusTaskSpec {
  /** Whether source and target share one vocabulary. */
  default boolean sharesVocabulary() {
    return getClass().isAnnotationPresent(SharedVocabulary.class);
  }

  /** The number of examples that a generator makes for each split; empty if it has no choice. */
  default Optional<SplitSizes> exampleCounts() {
    return match(
        new Cases<>(
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            task -> Optional.of(task.examples()),
            scan -> Optional.empty(),
            corpus -> Optional.empty()));
  }

  /** Whether examples have gold alignments between source and target tokens. */
  default boolean hasAlignments() {
    return match(
        new Cases<>(
            // equal symbols cannot be told apart after sorting
            symbols -> symbols.type() != SymbolTaskSpec.Kind.SORT,
            dates -> false,
            addition -> false,
            recall -> true,
            pairs -> true,
            copy -> true,
            needle -> true,
            parity -> false,
            lexicon -> true,
            words -> true,
            coreference -> true,
            scan -> false,
            corpus -> false));
  }

  /** The unit that text is split into, on both sides. */
  default CorpusTaskSpec.TokenLevel tokens() {
    return CorpusTaskSpec.TokenLevel.WORD;
  }

  /** Whether a generator makes the examples, so that their text is free to publish. */
  default boolean isGenerated() {
    return true;
  }

  /** Calls the function for this type of task. */
  <T> T match(Cases<T> cases);

  /**
   * One function for each type of task, so that a new type must be handled wherever types differ.
   */
  record Cases<T>(
      Function<SymbolTaskSpec, T> symbols,
      Function<DatesTaskSpec, T> dates,
      Function<AdditionTaskSpec, T> addition,
      Function<RecallTaskSpec, T> recall,
      Function<KeyValueRecallTaskSpec, T> keyValueRecall,
      Function<DelayedCopyTaskSpec, T> delayedCopy,
      Function<NeedleTaskSpec, T> needle,
      Function<ParityTaskSpec, T> parity,
      Function<LexiconTaskSpec, T> lexicon,
      Function<FrequentWordsTaskSpec, T> frequentWords,
      Function<CoreferenceTaskSpec, T> coreference,
      Function<ScanTaskSpec, T> scan,
      Function<CorpusTaskSpec, T> corpus) {}
}
