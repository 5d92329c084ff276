package io.seqlab.data;

import io.seqlab.config.CorpusTaskSpec;
import io.seqlab.config.TaskSpec;
import io.seqlab.config.VocabularySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Turns the definition of a task into its examples. */
public final class TaskLoader {
  private TaskLoader() {}

  /**
   * All three splits of a task.
   *
   * @throws DataException if a file is missing or wrong, or the task cannot give so many examples
   */
  public static Corpus load(TaskSpec task, DataFolders folders) {
    Tokenizer tokenizer = Tokenizer.of(task);
    return new Corpus(
        split(task, Split.TRAIN, folders).examples(),
        split(task, Split.VALID, folders).examples(),
        split(task, Split.TEST, folders).examples(),
        tokenizer,
        tokenizer,
        vocabulary(task));
  }

  /** One split alone, and what was left out of it. */
  public static SplitExamples split(TaskSpec task, Split split, DataFolders folders) {
    return task instanceof CorpusTaskSpec corpus
        ? CorpusTask.read(corpus, split, folders)
        : SplitExamples.all(Generators.generate(task, split));
  }

  /**
   * Examples from two other parallel files, one a line: nothing is left out, so that results line
   * up with the files.
   */
  public static List<Example> readParallel(Path source, Path target, Tokenizer tokenizer) {
    return ParallelText.files(source, target, Integer.MAX_VALUE).stream()
        .map(
            pair ->
                new Example(tokenizer.tokenize(pair.source()), tokenizer.tokenize(pair.target())))
        .toList();
  }

  /** A generated task knows every token of its training examples. */
  private static VocabularySpec vocabulary(TaskSpec task) {
    return task instanceof CorpusTaskSpec corpus
        ? corpus.vocabulary()
        : new VocabularySpec(Optional.empty(), 1, task.sharesVocabulary());
  }
}
