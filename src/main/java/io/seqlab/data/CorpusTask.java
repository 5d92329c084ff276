package io.seqlab.data;

import io.seqlab.config.CorpusTaskSpec;
import io.seqlab.config.SplitFiles;
import java.util.ArrayList;
import java.util.List;

/** Examples from the files of a corpus. */
final class CorpusTask {
  private static final String REMEDY =
      "set SEQLAB_DATA to the folder that holds it, or correct the path";

  private CorpusTask() {}

  /** The pairs of a split that models can use; see {@link SplitExamples} for those left out. */
  static SplitExamples read(CorpusTaskSpec spec, Split split, DataFolders folders) {
    SplitFiles files = split.choose(spec.train(), spec.valid(), spec.test()).orElseThrow();
    Tokenizer tokenizer = Tokenizer.of(spec);
    int longest = split == Split.TRAIN ? spec.maxLength() : Integer.MAX_VALUE;
    List<Example> examples = new ArrayList<>();
    int empty = 0;
    int tooLong = 0;
    for (TextPair pair : pairs(files, folders)) {
      List<String> source = tokenizer.tokenize(pair.source());
      List<String> target = tokenizer.tokenize(pair.target());
      if (source.isEmpty() || target.isEmpty()) {
        empty++;
      } else if (source.size() > longest || target.size() > longest) {
        tooLong++;
      } else {
        examples.add(new Example(source, target));
      }
    }
    if (examples.isEmpty()) {
      throw new DataException(
          "the %s text has no pair to use: %d with an empty side, %d longer than max_length %d",
          split.key(), empty, tooLong, spec.maxLength());
    }
    return new SplitExamples(examples, empty, tooLong);
  }

  private static List<TextPair> pairs(SplitFiles files, DataFolders folders) {
    int limit = files.limit().orElse(Integer.MAX_VALUE);
    if (files.tsv().isPresent()) {
      return ParallelText.tsv(folders.find(files.tsv().get(), REMEDY), files.columns(), limit);
    }
    return ParallelText.files(
        folders.find(files.source().orElseThrow(), REMEDY),
        folders.find(files.target().orElseThrow(), REMEDY),
        limit);
  }
}
