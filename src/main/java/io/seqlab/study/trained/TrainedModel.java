package io.seqlab.study.trained;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.training.KeepSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Wanted;
import io.seqlab.evaluation.Answer;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.evaluation.ExampleDecoder;
import io.seqlab.evaluation.ExampleScorer;
import io.seqlab.evaluation.ReferenceScore;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunRecord;
import io.seqlab.study.plan.MaxPositionsCheck;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.run.TokenizerFiles;
import io.seqlab.study.run.VocabularyFiles;
import io.seqlab.train.Checkpoint;
import io.seqlab.train.CheckpointException;
import io.seqlab.train.CheckpointOrigin;
import io.seqlab.train.KeptCheckpoints;
import io.seqlab.train.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The model of a run with its weights, for translating, scoring and evaluating text. */
public final class TrainedModel implements AutoCloseable {
  private final NDManager manager;
  private final RunSpec spec;
  private final DecodingSpec decoding;
  private final Vocabularies vocabularies;
  private final Seq2Seq model;
  private final Tokenizers tokenizers;
  private final Optional<String> warning;

  private TrainedModel(
      NDManager manager, RunFolder run, RunRecord record, RunSpec spec, DecodingSpec decoding)
      throws IOException {
    this.manager = manager;
    this.spec = spec;
    this.decoding = decoding;
    vocabularies = VocabularyFiles.read(run);
    tokenizers = TokenizerFiles.read(run, spec.task(), vocabularies);
    model = StudyData.buildModel(spec.definition(), vocabularies);
    requireAttention(run);
    MaxPositionsCheck.require(spec.definition(), decoding);
    CheckpointOrigin origin =
        VocabularyFiles.origin(record.result().key(), record.start(), vocabularies, tokenizers);
    Optional<KeptCheckpoints> kept = KeptCheckpoints.of(spec.training(), run.checkpoints(), origin);
    NDList weights = Weights.initialise(model, manager, spec.seed()).arrays();
    if (decoding.average().isPresent()) {
      int n = decoding.average().get();
      if (n > spec.training().keep().map(KeepSpec::count).orElse(0)) {
        throw new ConfigException(
            "average %d needs as many kept checkpoints, and %s was trained with keep: %s; train with training.keep: {last: %d} or {best: %d}"
                .formatted(n, run.path(), keep(spec), n, n));
      }
      kept.orElseThrow().readMean(n, manager, weights);
      warning = Optional.empty();
    } else {
      warning = readBest(run, origin, weights);
    }
  }

  private static String keep(RunSpec spec) {
    return spec.training().keep().map(keep -> String.valueOf(keep.count())).orElse("null");
  }

  private void requireAttention(RunFolder run) {
    if (decoding.replaceUnknown() && model.decoder().sourceAttention().isEmpty()) {
      throw new ConfigException(
          "replace_unknown takes the source word with the highest attention weight, and the model of %s has no attention"
              .formatted(run.path()));
    }
  }

  private Optional<String> readBest(RunFolder run, CheckpointOrigin origin, NDList weights)
      throws IOException {
    Checkpoint best = new Checkpoint(run.checkpoints().resolve("best"), origin);
    if (!best.exists()) {
      throw new CheckpointException(
          run.path()
              + " has no trained weights yet; continue seqlab run at least to its first validation");
    }
    best.readState();
    best.readModel(manager, weights);
    return best.hasDigests()
        ? Optional.empty()
        : Optional.of(CheckpointException.unverified(best.folder()));
  }

  /**
   * Opens the folder of a run, such as {@code experiments/quickstart/runs/luong/s1}.
   *
   * @throws ConfigException if it is not the folder of a run
   * @throws CheckpointException if its weights are missing, corrupt or of a different model
   */
  public static TrainedModel open(Path folder) throws IOException {
    return open(folder, Map.of(), key -> key);
  }

  /**
   * Opens the folder of a run with other decoding settings.
   *
   * @param settings that differ from those of the run, as YAML text by key
   * @param option the name of a setting in messages
   * @throws ConfigException if it is not the folder of a run, or a setting is invalid
   * @throws CheckpointException if its weights are missing, corrupt or of a different model
   */
  public static TrainedModel open(
      Path folder, Map<String, String> settings, UnaryOperator<String> option) throws IOException {
    RunFolder run = new RunFolder(folder);
    RunRecord record =
        run.readRecord()
            .orElseThrow(
                () ->
                    new ConfigException(
                        folder
                            + " is not a run (no run.json); use a folder such as experiments/quickstart/runs/luong/s1"));
    RunSpec spec =
        SpecReader.read(record.config(), folder.resolve("run.json").toString(), RunSpec.class);
    DecodingSpec decoding = SpecReader.with(spec.decoding(), settings, option, DecodingSpec.class);
    NDManager manager = NDManager.newBaseManager();
    try {
      return new TrainedModel(manager, run, record, spec, decoding);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** A warning if its weights could not be verified. */
  public Optional<String> warning() {
    return warning;
  }

  /** The spec of the run. */
  public RunSpec spec() {
    return spec;
  }

  /** The decoding settings. */
  public DecodingSpec decoding() {
    return decoding;
  }

  Seq2Seq model() {
    return model;
  }

  /** Whether another model has the same vocabularies and tokens. */
  boolean readsAndWritesAs(TrainedModel other) {
    return vocabularies.equals(other.vocabularies) && tokenizers.equals(other.tokenizers);
  }

  /** The translations of each line, best first, at most as many as the beam size. */
  public List<List<Translation>> translate(List<String> lines, int answers, boolean keepAttention) {
    Wanted scored = Wanted.TOKENS.of(answers).withLogProbabilities();
    List<Example> examples = examples(lines);
    requireLength(examples, decoding.maxLength());
    return translate(
        Ensemble.of(model), examples, decoding, keepAttention ? scored.withAttention() : scored);
  }

  /** Rejects examples that the learned positions of the model do not cover with their answers. */
  void requireLength(List<Example> examples, int maxLength) {
    MaxPositionsCheck.require(spec.definition(), examples, maxLength);
  }

  /** The tokens of lines. */
  List<Example> examples(List<String> lines) {
    return lines.stream()
        .map(line -> new Example(tokenizers.source().tokenize(line), List.of()))
        .toList();
  }

  /** Translates with an ensemble that this model belongs to. */
  List<List<Translation>> translate(
      Ensemble ensemble, List<Example> examples, DecodingSpec settings, Wanted wanted) {
    return decoder(ensemble, settings).decode(examples, wanted).stream()
        .map(answers -> answers.stream().map(this::translation).toList())
        .toList();
  }

  private ExampleDecoder decoder(Ensemble ensemble, DecodingSpec settings) {
    return new ExampleDecoder(
        ensemble, manager, vocabularies, tokenizers.target(), settings, Cancellation.NONE);
  }

  private Translation translation(Answer answer) {
    return new Translation(
        tokenizers.target().detokenize(answer.tokens()),
        answer.logProbability(),
        answer.source(),
        answer.tokens(),
        answer.attention());
  }

  /**
   * A DJL predictor that translates one line at a time, with attention. Close it before this model.
   */
  public Predictor<String, Translation> predictor() {
    Model served = Model.newInstance(spec.model());
    Wanted wanted = Wanted.TOKENS.withLogProbabilities().withAttention();
    served.setBlock(new SearchBlock(decoder(Ensemble.of(model), decoding).search(wanted)));
    return served.newPredictor(
        new LineTranslator(
            tokenizers,
            vocabularies,
            decoding.replaceUnknown(),
            example -> requireLength(List.of(example), decoding.maxLength())));
  }

  /** Scores with an ensemble that this model belongs to. */
  List<Double> score(Ensemble ensemble, List<Example> pairs, boolean withEnd) {
    return new ExampleScorer(ensemble, manager, vocabularies, decoding.batch(), Cancellation.NONE)
        .score(pairs, withEnd).stream().map(ReferenceScore::logProbability).toList();
  }

  /** The tokens of pairs, cut as the task truncates its own. */
  List<Example> examples(SentencePairs pairs) {
    return TaskLoader.truncated(TaskLoader.examples(pairs.pairs(), tokenizers), spec.task());
  }

  /** The metrics of the study on given data, cut as the task truncates its own. */
  public Map<MetricName, Double> evaluate(Path source, Path target) {
    List<Example> examples = examples(SentencePairs.files(source, target));
    requireLength(examples, decoding.maxLength());
    if (examples.isEmpty()) {
      throw new DataException("%s has no lines to evaluate", source);
    }
    Evaluator evaluator =
        new Evaluator(
            model, manager, vocabularies, tokenizers.target(), decoding, Cancellation.NONE);
    return EvaluationResult.of(evaluator, examples, spec.metrics()).measure(spec.metrics());
  }

  @Override
  public void close() {
    manager.close();
  }
}
