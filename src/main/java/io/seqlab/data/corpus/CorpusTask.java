package io.seqlab.data.corpus;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Examples from the text of a corpus. */
public final class CorpusTask {
  private CorpusTask() {}

  /** The pairs of a split that models can use; see {@link SplitExamples} for those left out. */
  public static SplitExamples read(CorpusTaskSpec spec, Split split, DataFolders folders) {
    Tokenizer tokenizer = Tokenizer.of(spec);
    int longest = split == Split.TRAIN ? spec.maxLength() : Integer.MAX_VALUE;
    List<Example> examples = new ArrayList<>();
    int empty = 0;
    int tooLong = 0;
    for (TextPair pair : new CorpusFiles(spec, folders).read(split)) {
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
          "task.%s: no pair can be used: %d have an empty side, %d are longer than max_length %d",
          split.key(), empty, tooLong, spec.maxLength());
    }
    return new SplitExamples(examples, empty, tooLong);
  }
}
