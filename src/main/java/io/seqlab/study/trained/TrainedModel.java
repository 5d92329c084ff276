package io.seqlab.study.trained;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.evaluation.Answer;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.evaluation.ReferenceScore;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.study.plan.MaxPositionsCheck;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.run.TokenizerFiles;
import io.seqlab.study.run.VocabularyFiles;
import io.seqlab.train.Checkpoint;
import io.seqlab.train.CheckpointException;
import io.seqlab.train.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model of a run with its best weights, for translating, scoring and evaluating text. */
public final class TrainedModel implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager();
  private final RunSpec spec;
  private final Vocabularies vocabularies;
  private final Seq2Seq model;
  private final Tokenizers tokenizers;
  private final Checkpoint best;

  private TrainedModel(RunFolder run, RunRecord record, RunSpec spec) throws IOException {
    this.spec = spec;
    vocabularies = VocabularyFiles.read(run);
    tokenizers = TokenizerFiles.read(run, spec.task(), vocabularies);
    model = StudyData.buildModel(spec.definition(), vocabularies);
    Weights weights = Weights.initialise(model, manager, spec.seed());
    RunKey key = record.result().key();
    best =
        new Checkpoint(
            run.checkpoints().resolve("best"),
            VocabularyFiles.origin(key, record.start(), vocabularies, tokenizers));
    if (!best.exists()) {
      throw new CheckpointException(
          run.path()
              + " has no trained weights yet; continue seqlab run at least to its first validation");
    }
    best.readState();
    best.readModel(manager, weights.arrays());
  }

  /**
   * Opens the folder of a run, such as {@code experiments/quickstart/runs/luong/s1}.
   *
   * @throws ConfigException if it is not the folder of a run
   * @throws CheckpointException if its weights are missing, corrupt or of a different model
   */
  public static TrainedModel open(Path folder) throws IOException {
    RunFolder run = new RunFolder(folder);
    RunRecord record =
        run.readRecord()
            .orElseThrow(
                () ->
                    new ConfigException(
                        folder
                            + " is not a run (no run.json); use a folder such as experiments/quickstart/runs/luong/s1"));
    return new TrainedModel(
        run,
        record,
        SpecReader.read(record.config(), folder.resolve("run.json").toString(), RunSpec.class));
  }

  /** A warning if its weights could not be verified. */
  public Optional<String> warning() {
    return best.hasDigests()
        ? Optional.empty()
        : Optional.of(CheckpointException.unverified(best.folder()));
  }

  /** The spec of the run. */
  public RunSpec spec() {
    return spec;
  }

  /** The decoding settings of the run with another beam size. */
  public DecodingSpec decoding(int beam) {
    DecodingSpec decoding = spec.decoding();
    return new DecodingSpec(beam, decoding.lengthPenalty(), decoding.maxLength(), decoding.batch());
  }

  /** For each line its {@code beam} best translations, best first. */
  public List<List<Translation>> translate(
      List<String> lines, DecodingSpec decoding, boolean keepAttention) {
    List<Example> examples =
        lines.stream()
            .map(line -> new Example(tokenizers.source().tokenize(line), List.of()))
            .toList();
    MaxPositionsCheck.require(spec.definition(), examples);
    return evaluator(decoding).nBest(examples, keepAttention).stream()
        .map(answers -> answers.stream().map(this::translation).toList())
        .toList();
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
    served.setBlock(new SearchBlock(evaluator(spec.decoding()).search(true)));
    return served.newPredictor(new LineTranslator(tokenizers, vocabularies));
  }

  /** log p(target | source) of each pair of lines, in nats, end-of-sequence included. */
  public List<Double> score(Path source, Path target) {
    return evaluator(spec.decoding()).score(read(source, target)).stream()
        .map(ReferenceScore::logProbability)
        .toList();
  }

  /** The metrics of the study on given data. */
  public Map<MetricName, Double> evaluate(Path source, Path target) {
    List<Example> examples = read(source, target);
    if (examples.isEmpty()) {
      throw new DataException("%s has no lines to evaluate", source);
    }
    return EvaluationResult.of(
            evaluator(spec.decoding()), examples, spec.metrics(), tokenizers.target())
        .measure(spec.metrics());
  }

  private List<Example> read(Path source, Path target) {
    List<Example> examples = TaskLoader.readParallel(source, target, tokenizers);
    MaxPositionsCheck.require(spec.definition(), examples);
    return examples;
  }

  private Evaluator evaluator(DecodingSpec decoding) {
    return new Evaluator(model, manager, vocabularies, decoding, Cancellation.NONE);
  }

  @Override
  public void close() {
    manager.close();
  }
}
