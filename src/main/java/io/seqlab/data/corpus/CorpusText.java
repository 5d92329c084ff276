package io.seqlab.data.corpus;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.PairFilterSpec.Scope;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.core.Split;
import java.util.List;

/**
 * The text of the splits of a corpus: read from its own files, or a part of the training text if
 * the task divides that; then filtered. What all splits are filtered by, applies before the
 * division, so that their sizes are those of the task.
 */
final class CorpusText {
  private final CorpusTaskSpec task;
  private final DataFolders folders;
  private final CorpusFiles files;

  CorpusText(CorpusTaskSpec task, DataFolders folders) {
    this.task = task;
    this.folders = folders;
    this.files = new CorpusFiles(task, folders);
  }

  /**
   * The pairs of a split. What is left out before a text is divided counts as dropped from
   * training.
   */
  ParallelText read(Split split) {
    ParallelText text = task.split().isPresent() ? part(split) : whole(split);
    return split == Split.TRAIN ? filtered(text, Scope.TRAIN) : text;
  }

  /** The text of the files of a split. */
  private ParallelText whole(Split split) {
    return filtered(ParallelText.read(files.open(split), files.limit(split)), Scope.ALL);
  }

  /** A part of the text that the task divides. */
  private ParallelText part(Split split) {
    ParallelText whole = whole(Split.TRAIN);
    return new ParallelText(
        TextDivision.of(whole.pairs(), task.split().orElseThrow()).get(split),
        split == Split.TRAIN ? whole.dropped() : DroppedPairs.NONE);
  }

  /** The names of the files that a split is read from. */
  static List<String> names(CorpusTaskSpec task, Split split, DataFolders folders) {
    return new CorpusFiles(task, folders).names(task.split().isPresent() ? Split.TRAIN : split);
  }

  /** Filtered, if the filter of the task is for these splits. */
  private ParallelText filtered(ParallelText text, Scope splits) {
    return task.filter()
        .filter(spec -> spec.splits() == splits)
        .map(spec -> new PairFilter(spec, CorpusTokenizers.ofLengths(task, folders)).apply(text))
        .orElse(text);
  }
}
