package io.seqlab.data;

import static io.seqlab.data.core.SplitExamples.generated;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.PigLatinTaskSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.corpus.CorpusTask;
import io.seqlab.data.corpus.CorpusTokenizers;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.data.corpus.TextPair;
import io.seqlab.data.corpus.WordList;
import io.seqlab.data.task.AdditionTask;
import io.seqlab.data.task.CoreferenceTask;
import io.seqlab.data.task.DatesTask;
import io.seqlab.data.task.DelayedCopyTask;
import io.seqlab.data.task.FrequentWordsTask;
import io.seqlab.data.task.KeyValueRecallTask;
import io.seqlab.data.task.LexiconTask;
import io.seqlab.data.task.NeedleTask;
import io.seqlab.data.task.ParityTask;
import io.seqlab.data.task.PigLatinTask;
import io.seqlab.data.task.RecallTask;
import io.seqlab.data.task.ScanTask;
import io.seqlab.data.task.SymbolTask;
import io.seqlab.data.text.Tokenizers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads the examples of a task. */
public final class TaskLoader {
  private TaskLoader() {}

  /**
   * All three splits of a task.
   *
   * @throws DataException if a file is missing or invalid, or the task has too few examples
   */
  public static TaskData load(TaskSpec task, DataFolders folders) {
    Tokenizers tokenizers = tokenizers(task, folders);
    SplitExamples train = split(task, Split.TRAIN, folders, tokenizers);
    SplitExamples valid = split(task, Split.VALID, folders, tokenizers);
    SplitExamples test = split(task, Split.TEST, folders, tokenizers);
    return new TaskData(
        train.examples(),
        valid.examples(),
        test.examples(),
        tokenizers.source(),
        tokenizers.target(),
        vocabulary(task),
        Map.of(
            Split.TRAIN,
            train.dropped(),
            Split.VALID,
            valid.dropped(),
            Split.TEST,
            test.dropped()));
  }

  /** The tokenizers of a task; those of byte-pair encoding are learnt from its training text. */
  public static Tokenizers tokenizers(TaskSpec task, DataFolders folders) {
    return task instanceof CorpusTaskSpec corpus
        ? CorpusTokenizers.of(corpus, folders)
        : Tokenizers.of(task);
  }

  /** One split, with the pairs that are dropped. */
  public static SplitExamples split(TaskSpec task, Split split, DataFolders folders) {
    return split(task, split, folders, tokenizers(task, folders));
  }

  /** One split by the tokenizers of the task, with the pairs that are dropped. */
  public static SplitExamples split(
      TaskSpec task, Split split, DataFolders folders, Tokenizers tokenizers) {
    ExampleMemory.requireFit(List.of(task));
    return task.match(
        new TaskSpec.Cases<>(
            spec -> generated(SymbolTask.generate(spec, split)),
            spec -> generated(DatesTask.generate(spec, split)),
            spec -> generated(AdditionTask.generate(spec, split)),
            spec -> generated(RecallTask.generate(spec, split)),
            spec -> generated(KeyValueRecallTask.generate(spec, split)),
            spec -> generated(DelayedCopyTask.generate(spec, split)),
            spec -> generated(NeedleTask.generate(spec, split)),
            spec -> generated(ParityTask.generate(spec, split)),
            spec -> generated(LexiconTask.generate(spec, split)),
            spec -> generated(FrequentWordsTask.generate(spec, split)),
            spec -> generated(CoreferenceTask.generate(spec, split)),
            spec -> generated(ScanTask.generate(spec, split)),
            spec ->
                generated(
                    PigLatinTask.generate(
                        spec,
                        split,
                        spec.words().map(file -> WordList.read(file, folders)).orElse(List.of()))),
            spec -> CorpusTask.read(spec, split, folders, tokenizers)));
  }

  /**
   * The settings that determine the examples of a split: tasks of which these are equal have the
   * same examples, as long as their files are the same.
   */
  public static Object settings(TaskSpec task, Split split) {
    return task instanceof CorpusTaskSpec corpus ? CorpusTask.settings(corpus, split) : task;
  }

  /** The names of the files that a split is read from; none if it is generated. */
  public static List<String> files(TaskSpec task, Split split, DataFolders folders) {
    if (task instanceof PigLatinTaskSpec words) {
      return words.words().stream().toList();
    }
    return task instanceof CorpusTaskSpec corpus
        ? CorpusTask.files(corpus, split, folders)
        : List.of();
  }

  /** The examples of pairs of lines, none left out. */
  public static List<Example> examples(List<TextPair> pairs, Tokenizers tokenizers) {
    return pairs.stream().map(pair -> CorpusTask.example(pair, tokenizers)).toList();
  }

  /** Examples with their sequences cut, if the task truncates them. */
  public static List<Example> truncated(List<Example> examples, TaskSpec task) {
    return task instanceof CorpusTaskSpec corpus
        ? examples.stream().map(example -> CorpusTask.truncated(example, corpus)).toList()
        : examples;
  }

  /** The vocabulary of a generated task has every token of its training examples. */
  public static VocabularySpec vocabulary(TaskSpec task) {
    return task instanceof CorpusTaskSpec corpus
        ? corpus.vocabulary()
        : new VocabularySpec(Optional.empty(), 1, task.sharesVocabulary());
  }
}
