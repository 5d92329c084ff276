package io.seqlab.study.run;

import io.seqlab.data.Vocabularies;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.train.CheckpointOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Files of a run's vocabularies, so that its model can be loaded without the training data. */
public final class VocabularyFiles {
  private static final String SOURCE = "vocabulary.source.txt";
  private static final String TARGET = "vocabulary.target.txt";

  private VocabularyFiles() {}

  static void write(RunFolder run, Vocabularies vocabularies) throws IOException {
    Files.createDirectories(run.path());
    vocabularies.source().save(source(run));
    vocabularies.target().save(target(run));
  }

  public static Vocabularies read(RunFolder run) {
    return new Vocabularies(Vocabulary.load(source(run)), Vocabulary.load(target(run)));
  }

  /**
   * What the checkpoints of a run belong to: the run, since its start, and its vocabularies.
   *
   * @param started when the run was first started
   */
  public static CheckpointOrigin origin(RunKey key, Instant started, Vocabularies vocabularies) {
    return new CheckpointOrigin(
        key.filter(),
        started.toString(),
        Map.of(
            "../../" + SOURCE, vocabularies.source().digest(),
            "../../" + TARGET, vocabularies.target().digest()));
  }

  private static Path source(RunFolder run) {
    return run.path().resolve(SOURCE);
  }

  private static Path target(RunFolder run) {
    return run.path().resolve(TARGET);
  }
}
