package io.seqlab.study.run;

import io.seqlab.data.Vocabularies;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.result.file.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a run's vocabularies, so that its model can be loaded without the training data. */
public final class VocabularyFiles {
  private VocabularyFiles() {}

  static void write(RunFolder run, Vocabularies vocabularies) throws IOException {
    Files.createDirectories(run.path());
    vocabularies.source().save(source(run));
    vocabularies.target().save(target(run));
  }

  public static Vocabularies read(RunFolder run) {
    return new Vocabularies(Vocabulary.load(source(run)), Vocabulary.load(target(run)));
  }

  private static Path source(RunFolder run) {
    return run.path().resolve("vocabulary.source.txt");
  }

  private static Path target(RunFolder run) {
    return run.path().resolve("vocabulary.target.txt");
  }
}
