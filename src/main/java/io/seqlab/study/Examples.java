package io.seqlab.study;

import io.seqlab.config.TaskSpec;
import io.seqlab.data.Corpus;
import io.seqlab.data.DataFolders;
import io.seqlab.data.Pair;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import java.nio.file.Path;
import java.util.List;

/** The examples of a study, read once for all its runs. */
record Examples(Corpus corpus, Vocabularies vocabularies, List<Pair> train) {
  static Examples load(TaskSpec task) {
    Corpus corpus = TaskLoader.load(task, dataFolders());
    Vocabularies vocabularies = Vocabularies.of(corpus);
    return new Examples(corpus, vocabularies, vocabularies.encode(corpus.train()));
  }

  static DataFolders dataFolders() {
    return DataFolders.of(System.getenv(), Path.of(""));
  }
}
