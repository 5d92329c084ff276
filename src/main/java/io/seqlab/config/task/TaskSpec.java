package io.seqlab.config.task;

/** Where examples come from: a generator or a corpus. */
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
  /** Whether source and target have one vocabulary. */
  boolean sharesVocabulary();

  /** Whether examples are made by a generator, so that nobody else has a right in their text. */
  default boolean isGenerated() {
    return true;
  }
}
