package io.seqlab.study.plan;

import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.model.Models;
import io.seqlab.model.core.Seq2Seq;
import java.nio.file.Path;
import java.util.List;

/** The examples of a study, read once for all its runs. */
public record StudyData(TaskData corpus, Vocabularies vocabularies, List<EncodedPair> train) {
  public static StudyData load(TaskSpec task) {
    TaskData corpus = TaskLoader.load(task, dataFolders());
    Vocabularies vocabularies = Vocabularies.of(corpus);
    return new StudyData(corpus, vocabularies, vocabularies.encode(corpus.train()));
  }

  public static DataFolders dataFolders() {
    return DataFolders.of(System.getenv(), Path.of(""));
  }

  /**
   * The model of a definition for vocabularies; the source embedding can be the target's only if
   * they are one.
   */
  public static Seq2Seq build(ModelSpec definition, Vocabularies vocabularies) {
    if (definition.tie() == ModelSpec.Tie.ALL
        && !vocabularies.source().equals(vocabularies.target())) {
      throw new IllegalArgumentException(
          "tie: all needs one vocabulary for source and target; set task.vocabulary.shared: true");
    }
    return Models.build(definition, vocabularies.source().size(), vocabularies.target().size());
  }
}
