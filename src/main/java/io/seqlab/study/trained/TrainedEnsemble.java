package io.seqlab.study.trained;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.core.Example;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Wanted;
import io.seqlab.study.plan.MaxPositionsCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One or several runs that translate and score together. Close it to free their memory. */
public final class TrainedEnsemble implements AutoCloseable {
  private final List<TrainedModel> models;
  private final DecodingSpec decoding;
  private final int answers;

  private TrainedEnsemble(List<TrainedModel> models, DecodingSpec decoding, int answers) {
    this.models = models;
    this.decoding = decoding;
    this.answers = answers;
  }

  /**
   * Opens the folders of runs.
   *
   * @param settings decoding settings that differ from those of the runs, as YAML text by key; of
   *     the runs' own, those of the first count, except that each run has its own {@code average}
   * @param answers number of answers for each line
   * @param option the name of a setting in messages
   * @throws ConfigException if one is not the folder of a run, vocabularies differ, or a setting is
   *     invalid
   */
  public static TrainedEnsemble open(
      List<Path> folders, Map<String, String> settings, int answers, UnaryOperator<String> option)
      throws IOException {
    List<TrainedModel> models = new ArrayList<>();
    try {
      for (Path folder : folders) {
        models.add(TrainedModel.open(folder, settings, option));
        requireSameText(models.get(0), folders.get(0), models.get(models.size() - 1), folder);
      }
      DecodingSpec decoding = models.get(0).decoding();
      if (!decoding.sample() && answers > decoding.beam()) {
        if (settings.containsKey("beam")) {
          throw new ConfigException(
              "--n-best must be at most the beam size %d, not %d"
                  .formatted(decoding.beam(), answers));
        }
        decoding = decoding.withBeam(answers);
      }
      int samples = decoding.mbrSamples().orElse(answers);
      if (answers > samples) {
        throw new ConfigException(
            "--n-best must be at most the number of samples %d, not %d"
                .formatted(samples, answers));
      }
      return new TrainedEnsemble(models, decoding, answers);
    } catch (IOException | RuntimeException e) {
      models.forEach(TrainedModel::close);
      throw e;
    }
  }

  private static void requireSameText(
      TrainedModel first, Path firstFolder, TrainedModel other, Path folder) {
    if (!first.readsAndWritesAs(other)) {
      throw new ConfigException(
          "%s and %s have different vocabularies or tokens, so that their probabilities are of different words; an ensemble takes runs of one task, such as other models or seeds of a study; --side-by-side compares others"
              .formatted(firstFolder, folder));
    }
  }

  /** Warnings of runs whose weights could not be verified. */
  public List<String> warnings() {
    return models.stream().map(TrainedModel::warning).flatMap(Optional::stream).toList();
  }

  /** Whether a model forms attention weights over the source. */
  public boolean formsAttention() {
    return models.stream()
        .anyMatch(m -> m.spec().definition().decoder().sourceAttentionHeads() > 0);
  }

  /** The names of its models. */
  public String name() {
    return models.stream().map(m -> m.spec().model()).distinct().collect(Collectors.joining("-"));
  }

  /** The translations of each line, best first; with sampling, the samples. */
  public List<List<Translation>> translate(List<String> lines, boolean keepAttention) {
    Wanted scored = Wanted.TOKENS.of(answers).withLogProbabilities();
    TrainedModel first = models.get(0); // all have its tokens
    List<Example> examples = first.examples(lines);
    for (TrainedModel model : models) {
      MaxPositionsCheck.require(model.spec().definition(), decoding);
      model.requireLength(examples, decoding.maxLength());
    }
    return first.translate(
        ensemble(), examples, decoding, keepAttention ? scored.withAttention() : scored);
  }

  /**
   * log p(target | source) of each pair, in nats.
   *
   * @param withEnd whether end-of-sequence counts
   */
  public List<Double> score(SentencePairs pairs, boolean withEnd) {
    List<Example> examples = models.get(0).examples(pairs); // all have its tokens
    models.forEach(model -> model.requireLength(examples, 0));
    return models.get(0).score(ensemble(), examples, withEnd);
  }

  private Ensemble ensemble() {
    return new Ensemble(models.stream().map(TrainedModel::model).toList());
  }

  @Override
  public void close() {
    models.forEach(TrainedModel::close);
  }
}
