package io.seqlab.study.bench;

import static io.seqlab.study.bench.BenchConfig.DECODE_BATCH;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.training.AdamSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.decode.Wanted;
import io.seqlab.model.Models;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.core.RandomPairs;
import io.seqlab.probe.cost.DecodingSpeed;
import io.seqlab.probe.cost.MatrixProductRate;
import io.seqlab.probe.cost.MedianTimer;
import io.seqlab.probe.cost.OperationCount;
import io.seqlab.probe.cost.TrainingSpeed;
import io.seqlab.train.Weights;
import java.util.List;

/** The model of a benchmark and its random sentences; measured as often as asked, until closed. */
public final class BenchModel implements AutoCloseable {
  /** Adam and clipping as in the PyTorch benchmark. */
  private static final AdamSpec ADAM = new AdamSpec(AdamSpec.Kind.ADAM, 1e-3, 0.9, 0.999, 1e-8, 0);

  private static final double CLIP_NORM = 1;

  private final BenchConfig config;
  private final int threadsBefore;
  private final NDManager manager;
  private final Seq2Seq model;
  private final List<EncodedPair> pairs;
  private final int[][] sources;

  /** Builds a model with random weights, and sets the number of threads until closed. */
  public BenchModel(BenchConfig config) {
    this.config = config;
    Engine.getInstance(); // loads the native library, whose threads are set
    threadsBefore = JniUtils.getNumThreads();
    JniUtils.setNumThreads(config.threads());
    manager = NDManager.newBaseManager();
    model = Models.build(config.model(), config.vocab(), config.vocab());
    Weights.initialise(model, manager, 1);
    RandomPairs random = new RandomPairs(config.vocab(), config.vocab(), 1);
    pairs = random.generate("bench", config.length(), Math.multiplyExact(config.batch(), 4));
    sources =
        random.generate("bench-decode", config.length(), DECODE_BATCH).stream()
            .map(EncodedPair::source)
            .toArray(int[][]::new);
  }

  /**
   * Median seconds of a training step.
   *
   * @param warmUpSteps at least one
   */
  double stepSeconds(MedianTimer timer, int warmUpSteps) {
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.constantRate(ADAM, CLIP_NORM, config.batch()),
            timer,
            warmUpSteps,
            config.threads());
    return speed.measure(model, manager, pairs).seconds();
  }

  /**
   * Sentences per second of greedy search for token ids.
   *
   * @param seconds minimum time of warm-up, and of the timed runs; also below
   */
  double greedy(double seconds) {
    return sentencesPerSecond(seconds, 1, Wanted.TOKENS);
  }

  /** Those of greedy search with log-probabilities. */
  double scored(double seconds) {
    return sentencesPerSecond(seconds, 1, Wanted.TOKENS.withLogProbabilities());
  }

  /** Those of beam search, with at least one hypothesis. */
  double beam(double seconds) {
    return sentencesPerSecond(seconds, config.beam(), Wanted.TOKENS.withLogProbabilities());
  }

  private double sentencesPerSecond(double seconds, int beam, Wanted wanted) {
    MedianTimer timer = new MedianTimer(seconds, Integer.MAX_VALUE, seconds, Cancellation.NONE);
    return sources.length
        / new DecodingSpeed(model, manager, timer)
            .search(sources, config.length(), beam, wanted)
            .seconds();
  }

  BenchConfig config() {
    return config;
  }

  /** Floating-point operations of the forward pass of a training batch, counted. */
  double flops() {
    return config.batch()
        * new OperationCount(config.model(), config.vocab(), config.length(), config.length())
            .flops();
  }

  /** Operations per second of a large matrix product. */
  double matrixProductRate() {
    return MatrixProductRate.measure(manager);
  }

  long parameters() {
    return NamedParameters.of(model).values().stream().mapToLong(p -> p.getArray().size()).sum();
  }

  @Override
  public void close() {
    manager.close();
    JniUtils.setNumThreads(threadsBefore);
  }
}
