package io.seqlab.study.bench;

import static io.seqlab.data.ExampleMemory.text;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.training.AdamSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.model.Models;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.core.RandomPairs;
import io.seqlab.probe.cost.DecodingSpeed;
import io.seqlab.probe.cost.MedianTimer;
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.probe.cost.TrainingSpeed;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.MemoryEstimate;
import io.seqlab.train.Weights;

/**
 * Benchmarks a model family on random sentences of one length with the training loop and search of
 * a run: median time of a training step after warm-up, and greedy decoding of 64 sentences for
 * exactly {@code length} steps.
 */
public final class Bench {
  private static final int DECODE_BATCH = 64;

  /** Minimum seconds of training before steps are timed, for the JIT compiler. */
  private static final double WARM_UP_SECONDS = 20;

  /** Adam and clipping as in the PyTorch benchmark. */
  private static final AdamSpec ADAM = new AdamSpec(AdamSpec.Kind.ADAM, 1e-3, 0.9, 0.999, 1e-8, 0);

  private static final double CLIP_NORM = 1;

  private static final MedianTimer DECODING =
      new MedianTimer(1, Integer.MAX_VALUE, 1, Cancellation.NONE);

  private Bench() {}

  /** Model, data and training sizes of a benchmark. */
  public record Config(
      BenchFamily family,
      int batch,
      int length,
      int vocab,
      int embed,
      int hidden,
      int threads,
      int steps,
      int warmup) {

    ModelSpec model() {
      return family.model(embed, hidden);
    }

    /**
     * Rejects a benchmark whose estimated memory exceeds that of the machine.
     *
     * @throws ConfigException if it does
     */
    public void requireFit(MachineMemory machine) {
      double bytes =
          MemoryEstimate.ofRandomPairs(model(), vocab, batch, length, DECODE_BATCH).peak();
      if (bytes > machine.bytes()) {
        throw new ConfigException(
            "%s needs about %s of memory, but this machine has %s; lower --batch, --length, --vocab, --embed or --hidden, or run it anyway with --ignore-memory"
                .formatted(family.key(), text(bytes), text(machine.bytes())));
      }
    }
  }

  /**
   * Measured speed and memory.
   *
   * @param trainMs median milliseconds of a step: forward, backward, clipping, optimizer
   * @param peakMemoryMb peak resident memory of the process, in MiB
   */
  public record Result(
      double trainMs,
      double trainTokensPerSecond,
      double decodeSentencesPerSecond,
      long parameters,
      double peakMemoryMb) {}

  public static Result measure(Config config) {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = Models.build(config.model(), config.vocab(), config.vocab());
      RandomPairs random = new RandomPairs(config.vocab(), config.vocab(), 1);
      double step = stepSeconds(config, model, manager, random);
      int[][] sources =
          random.generate("bench-decode", config.length(), DECODE_BATCH).stream()
              .map(EncodedPair::source)
              .toArray(int[][]::new);
      double decode =
          new DecodingSpeed(model, manager, DECODING).greedy(sources, config.length()).seconds();
      return new Result(
          step * 1e3,
          (double) config.batch() * config.length() / step,
          DECODE_BATCH / decode,
          NamedParameters.of(model).values().stream().mapToLong(p -> p.getArray().size()).sum(),
          ResidentMemory.peakMb());
    }
  }

  private static double stepSeconds(
      Config config, Seq2Seq model, NDManager manager, RandomPairs random) {
    MedianTimer watch =
        new MedianTimer(
            WARM_UP_SECONDS, config.steps(), Double.POSITIVE_INFINITY, Cancellation.NONE);
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.constantRate(ADAM, CLIP_NORM, config.batch()),
            watch,
            config.warmup(),
            config.threads());
    Weights.initialise(model, manager, 1);
    return speed
        .measure(
            model,
            manager,
            random.generate("bench", config.length(), Math.multiplyExact(config.batch(), 4)))
        .seconds();
  }
}
