package io.seqlab.data.corpus;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.PairFilterSpec.Scope;
import io.seqlab.config.task.SplitFiles;
import io.seqlab.config.text.SideSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.text.Tokenizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads examples from a corpus. */
public final class CorpusTask {
  private CorpusTask() {}

  /** The names of the files of a split. */
  public static List<String> files(CorpusTaskSpec spec, Split split, DataFolders folders) {
    return CorpusText.names(spec, split, folders);
  }

  /** The settings that determine the examples of a split; those of other splits are not among. */
  public static List<Object> settings(CorpusTaskSpec spec, Split split) {
    boolean learnt = CorpusTokenizers.learns(spec);
    boolean ofTraining = learnt || spec.split().isPresent();
    boolean filtered = learnt || split == Split.TRAIN;
    return List.of(
        spec.dataset(),
        spec.source().flatMap(SideSpec::language),
        spec.target().flatMap(SideSpec::language),
        split.select(spec.train(), spec.valid(), spec.test()),
        spec.sourceText(),
        spec.targetText(),
        ofTraining ? List.of(spec.train(), spec.vocabulary().shared()) : List.of(),
        split == Split.TRAIN ? spec.maxLength() : 0,
        spec.split(),
        spec.malformed(),
        spec.filter().filter(filter -> filtered || filter.splits() == Scope.ALL),
        spec.truncate());
  }

  /**
   * The pairs of a split. Training leaves out those with an empty side and those longer than {@code
   * max_length}. Validation and test keep every pair that passes the filter, so that a metric is
   * over the same examples as {@code seqlab evaluate} on the same files: an empty source is
   * end-of-sequence alone, and so is an empty reference.
   */
  public static SplitExamples read(
      CorpusTaskSpec spec, Split split, DataFolders folders, Tokenizers tokenizers) {
    if (split == Split.TRAIN && spec.shuffleBuffer().isPresent()) {
      CorpusStream stream = new CorpusStream(spec, folders, tokenizers);
      return new SplitExamples(stream, stream.dropped());
    }
    try {
      return readAll(spec, split, folders, tokenizers);
    } catch (OutOfMemoryError e) {
      throw new DataException(
          "task.%s: %s does not fit into memory: Java's heap is limited to %d MiB; %sset a larger"
              + " heap with SEQLAB_JAVA_OPTS=-Xmx8g, or a limit",
          split.key(),
          describe(spec, split),
          Runtime.getRuntime().maxMemory() >> 20,
          split == Split.TRAIN ? "stream the text with task.shuffle_buffer: 100000, " : "");
    }
  }

  private static SplitExamples readAll(
      CorpusTaskSpec spec, Split split, DataFolders folders, Tokenizers tokenizers) {
    ParallelText text = new CorpusText(spec, folders).read(split);
    List<Example> examples = new ArrayList<>();
    List<DropReason> dropped = new ArrayList<>();
    for (TextPair pair : text.pairs()) {
      Example example = truncated(example(pair, tokenizers), spec);
      Optional<DropReason> reason =
          split == Split.TRAIN ? notTrained(example, spec.maxLength()) : Optional.empty();
      reason.ifPresentOrElse(dropped::add, () -> examples.add(example));
    }
    DroppedPairs all = text.dropped().plus(DroppedPairs.of(dropped));
    requireSome(examples.size(), all, spec, split);
    return new SplitExamples(examples, all);
  }

  /** Rejects a split without an example. */
  static void requireSome(int examples, DroppedPairs dropped, CorpusTaskSpec spec, Split split) {
    if (examples == 0) {
      throw new DataException(
          "task.%s: no usable pair in %s: %s; correct the text%s",
          split.key(),
          describe(spec, split),
          dropped.total() == 0 ? "it is empty" : dropped.describe(),
          dropped.total() == 0 ? "" : ", or raise task.max_length or task.filter");
    }
  }

  private static String describe(CorpusTaskSpec spec, Split split) {
    return (spec.split().isPresent()
            ? spec.train()
            : split.select(spec.train(), spec.valid(), spec.test()))
        .map(SplitFiles::describe)
        .orElseGet(() -> "dataset " + spec.dataset().orElseThrow());
  }

  /** The example of a pair of lines. */
  public static Example example(TextPair pair, Tokenizers tokenizers) {
    return new Example(
        tokenizers.source().tokenize(pair.source()),
        tokenizers.target().tokenize(pair.target()),
        List.of(),
        pair.otherReferences().stream().map(tokenizers.target()::tokenize).toList());
  }

  /** With its sequences cut, if the task truncates them. */
  public static Example truncated(Example example, CorpusTaskSpec spec) {
    if (spec.truncate().isEmpty()) {
      return example;
    }
    Optional<Integer> target = spec.truncate().get().target();
    return new Example(
        cut(example.source(), spec.truncate().get().source()),
        cut(example.target(), target),
        List.of(),
        example.otherReferences().stream().map(reference -> cut(reference, target)).toList());
  }

  private static List<String> cut(List<String> tokens, Optional<Integer> length) {
    return tokens.subList(0, Math.min(tokens.size(), length.orElse(Integer.MAX_VALUE)));
  }

  /** Why an example is not trained on. */
  static Optional<DropReason> notTrained(Example example, int maxLength) {
    if (example.source().isEmpty() || example.target().isEmpty()) {
      return Optional.of(
          example.source().isEmpty() ? DropReason.EMPTY_SOURCE : DropReason.EMPTY_TARGET);
    } else if (example.source().size() > maxLength) {
      return Optional.of(DropReason.SOURCE_OVER_MAX_LENGTH);
    }
    return example.target().size() > maxLength
        ? Optional.of(DropReason.TARGET_OVER_MAX_LENGTH)
        : Optional.empty();
  }
}
