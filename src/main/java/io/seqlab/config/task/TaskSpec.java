package io.seqlab.config.task;

import io.seqlab.config.schema.Doc;
import io.seqlab.config.text.TextSpec;
import io.seqlab.config.text.TokensSpec;
import java.util.Map;
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
        PigLatinTaskSpec,
        CorpusTaskSpec {
  /** What the examples are, with one of them. */
  default String meaning() {
    return getClass().getAnnotation(Doc.class).value();
  }

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
            task -> Optional.of(task.examples()),
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
            words -> false,
            corpus -> false));
  }

  /** Whether each seed of a study has examples of its own. */
  default boolean hasExamplesOfEachSeed() {
    return exampleCounts().filter(SplitSizes::isOfEachSeed).isPresent();
  }

  /**
   * The task of the runs with a seed: {@code examples: {seed: each}} becomes {@code examples:
   * {seed: 3}} for seed 3. Other tasks are the same for all seeds.
   */
  default TaskSpec ofSeed(long seed) {
    return hasExamplesOfEachSeed() ? withExampleSeed(seed) : this;
  }

  /** A copy with examples of a seed; this task if it has no choice. */
  default TaskSpec withExampleSeed(long seed) {
    return exampleCounts().map(counts -> withExamples(counts.withSeed(seed))).orElse(this);
  }

  private TaskSpec withExamples(SplitSizes examples) {
    return match(
        new Cases<>(
            t -> new SymbolTaskSpec(t.type(), t.symbols(), t.lengths(), examples),
            t -> new DatesTaskSpec(examples),
            t -> new AdditionTaskSpec(t.digits(), t.reversed(), t.distinct(), examples),
            t -> new RecallTaskSpec(t.type(), t.symbols(), t.lengths(), examples),
            t ->
                new KeyValueRecallTaskSpec(t.keys(), t.values(), t.pairs(), t.distance(), examples),
            t -> new DelayedCopyTaskSpec(t.symbols(), t.size(), t.delay(), examples),
            t -> new NeedleTaskSpec(t.keys(), t.keyTokens(), t.noiseTokens(), t.noise(), examples),
            t -> new ParityTaskSpec(t.running(), t.lengths(), examples),
            t ->
                new LexiconTaskSpec(
                    t.words(), t.fertile(), t.swapping(), t.language(), t.lengths(), examples),
            t ->
                new FrequentWordsTaskSpec(
                    t.content(), t.frequent(), t.share(), t.translated(), t.lengths(), examples),
            t -> new CoreferenceTaskSpec(t.distractors(), examples),
            scan -> scan,
            t -> new PigLatinTaskSpec(t.words(), examples),
            corpus -> corpus));
  }

  /** The unit that text is split into. */
  default TokensSpec tokens() {
    return new TokensSpec.Word();
  }

  /** How source text becomes tokens. */
  default TextSpec sourceText() {
    return TextSpec.of(tokens());
  }

  /** How target text becomes tokens. */
  default TextSpec targetText() {
    return TextSpec.of(tokens());
  }

  /** What is done to references before metrics of text compare them, as settings of signatures. */
  default Map<String, String> referenceSettings() {
    return Map.of();
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
      Function<PigLatinTaskSpec, T> pigLatin,
      Function<CorpusTaskSpec, T> corpus) {}
}
