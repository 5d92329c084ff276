package io.seqlab.data.corpus;

import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Reads examples from a corpus. */
public final class CorpusTask {
  private CorpusTask() {}

  /** The usable pairs of a split; {@link SplitExamples} counts the skipped ones. */
  public static SplitExamples read(CorpusTaskSpec spec, Split split, DataFolders folders) {
    Tokenizer tokenizer = Tokenizer.of(spec);
    int maxLength = split == Split.TRAIN ? spec.maxLength() : Integer.MAX_VALUE;
    List<Example> examples = new ArrayList<>();
    int empty = 0;
    int tooLong = 0;
    for (TextPair pair : new CorpusFiles(spec, folders).read(split)) {
      List<String> source = tokenizer.tokenize(pair.source());
      List<String> target = tokenizer.tokenize(pair.target());
      if (source.isEmpty() || target.isEmpty()) {
        empty++;
      } else if (source.size() > maxLength || target.size() > maxLength) {
        tooLong++;
      } else {
        examples.add(new Example(source, target));
      }
    }
    if (examples.isEmpty()) {
      throw new DataException(
          "task.%s: no usable pair: %d have an empty side, %d are longer than max_length %d; correct the"
              + " files or raise task.max_length",
          split.key(), empty, tooLong, spec.maxLength());
    }
    return new SplitExamples(examples, empty, tooLong);
  }
}
