package io.seqlab.study.plan;

import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.SourceFrequencies;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.TrainingPairs;
import io.seqlab.data.core.ExampleStream;
import io.seqlab.data.core.ExamplesDigest;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.model.Models;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.result.record.DataDigests;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The data of a task, shared by all its runs.
 *
 * @param trainPairs training examples as token ids; none if they are streamed
 * @param digests of the examples
 */
public record StudyData(
    TaskData taskData,
    Vocabularies vocabularies,
    List<EncodedPair> trainPairs,
    DataDigests digests) {
  public static StudyData load(TaskSpec task) {
    TaskData taskData = TaskLoader.load(task, dataFolders());
    Vocabularies vocabularies = Vocabularies.of(taskData);
    DataDigests digests =
        new DataDigests(
            ExamplesDigest.of(taskData.train()),
            ExamplesDigest.of(taskData.valid()),
            ExamplesDigest.of(taskData.test()));
    List<EncodedPair> inMemory =
        taskData.train() instanceof ExampleStream
            ? List.of()
            : vocabularies.encode(taskData.train());
    return new StudyData(taskData, vocabularies, inMemory, digests);
  }

  /** The tokenizers of the task. */
  public Tokenizers tokenizers() {
    return new Tokenizers(taskData.sourceTokenizer(), taskData.targetTokenizer());
  }

  /** The training pairs of a run with this seed. */
  public TrainingPairs training(long seed) {
    return vocabularies.training(taskData, trainPairs, seed);
  }

  public static DataFolders dataFolders() {
    return DataFolders.of(System.getenv(), Path.of(""));
  }

  /** Builds a model for these data, without weights. */
  public Seq2Seq buildModel(ModelSpec definition) {
    Optional<float[]> logFrequency =
        definition.frequencyBias() == 0
            ? Optional.empty()
            : Optional.of(SourceFrequencies.log(taskData.train(), vocabularies.source()));
    return buildModel(definition, vocabularies, logFrequency);
  }

  /**
   * Builds a model whose weights are read from a checkpoint.
   *
   * @throws IllegalArgumentException if source and target embeddings are tied but the vocabularies
   *     differ
   */
  public static Seq2Seq buildModel(ModelSpec definition, Vocabularies vocabularies) {
    return buildModel(definition, vocabularies, Optional.empty());
  }

  private static Seq2Seq buildModel(
      ModelSpec definition, Vocabularies vocabularies, Optional<float[]> logFrequency) {
    if (definition.tie() == ModelSpec.Tie.ALL
        && !vocabularies.source().equals(vocabularies.target())) {
      throw new IllegalArgumentException(
          "tie: all requires one vocabulary for source and target; set task.vocabulary.shared: true");
    }
    return Models.build(
        definition, vocabularies.source().size(), vocabularies.target().size(), logFrequency);
  }
}
