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
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.probe.cost.TrainingSpeed;
import io.seqlab.train.Weights;

/**
 * Benchmarks model families on random sentences of one length with the training loop and searches
 * of a run: median time of a training step after warm-up, and decoding of {@value
 * BenchConfig#DECODE_BATCH} sentences for exactly {@code length} steps.
 */
public final class Bench {
  /** Minimum seconds of training before steps are timed, for the JIT compiler. */
  private static final double FIRST_WARM_UP_SECONDS = 20;

  private static final double LATER_WARM_UP_SECONDS = 3;

  /** Adam and clipping as in the PyTorch benchmark. */
  private static final AdamSpec ADAM = new AdamSpec(AdamSpec.Kind.ADAM, 1e-3, 0.9, 0.999, 1e-8, 0);

  private static final double CLIP_NORM = 1;

  private static final MedianTimer DECODING =
      new MedianTimer(1, Integer.MAX_VALUE, 1, Cancellation.NONE);

  private final int steps;
  private final int warmup;
  private boolean warm;

  /**
   * Creates a benchmark.
   *
   * @param steps timed training steps
   * @param warmup minimum number of untimed steps before them
   */
  public Bench(int steps, int warmup) {
    Engine.getInstance(); // loads the native library, whose threads are set
    this.steps = steps;
    this.warmup = warmup;
  }

  /** Measures speed and memory. */
  public BenchResult measure(BenchConfig config) {
    int before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(config.threads());
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = Models.build(config.model(), config.vocab(), config.vocab());
      RandomPairs random = new RandomPairs(config.vocab(), config.vocab(), 1);
      double step = stepSeconds(config, model, manager, random);
      double rate = MatrixProductRate.measure(manager);
      int[][] sources =
          random.generate("bench-decode", config.length(), DECODE_BATCH).stream()
              .map(EncodedPair::source)
              .toArray(int[][]::new);
      Decoding decoding =
          new Decoding(new DecodingSpeed(model, manager, DECODING), sources, config.length());
      Wanted scored = Wanted.TOKENS.withLogProbabilities();
      OperationCount operations =
          new OperationCount(config.model(), config.vocab(), config.length(), config.length());
      return new BenchResult(
          config,
          step,
          decoding.sentencesPerSecond(1, Wanted.TOKENS),
          decoding.sentencesPerSecond(1, scored),
          config.beam() == 0 ? Double.NaN : decoding.sentencesPerSecond(config.beam(), scored),
          NamedParameters.of(model).values().stream().mapToLong(p -> p.getArray().size()).sum(),
          config.batch() * operations.flops(),
          rate,
          ResidentMemory.peakMb());
    } finally {
      JniUtils.setNumThreads(before);
    }
  }

  private double stepSeconds(
      BenchConfig config, Seq2Seq model, NDManager manager, RandomPairs random) {
    double seconds = warm ? LATER_WARM_UP_SECONDS : FIRST_WARM_UP_SECONDS;
    warm = true;
    MedianTimer watch =
        new MedianTimer(seconds, steps, Double.POSITIVE_INFINITY, Cancellation.NONE);
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.constantRate(ADAM, CLIP_NORM, config.batch()),
            watch,
            warmup,
            config.threads());
    Weights.initialise(model, manager, 1);
    return speed
        .measure(
            model,
            manager,
            random.generate("bench", config.length(), Math.multiplyExact(config.batch(), 4)))
        .seconds();
  }

  /** Decodes the same sentences with several searches. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Decoding(DecodingSpeed speed, int[][] sources, int length) {
    double sentencesPerSecond(int beam, Wanted wanted) {
      return sources.length / speed.search(sources, length, beam, wanted).seconds();
    }
  }
}
