package io.seqlab.study.bench;

import ai.djl.ndarray.NDManager;
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
import io.seqlab.train.Weights;

/**
 * Speed of a model family on random sentences of one length, through the same training loop and
 * search as any run: median time of a training step after warm-up, and greedy decoding of 64
 * sentences for exactly as many steps as the length.
 */
public final class Bench {
  private static final int DECODE_BATCH = 64;

  /**
   * Least seconds of training before steps are measured, in which Java compiles what runs often.
   */
  private static final double WARM_UP_SECONDS = 20;

  /** Adam and clipping, as the PyTorch peer has them. */
  private static final AdamSpec ADAM = new AdamSpec(AdamSpec.Kind.ADAM, 1e-3, 0.9, 0.999, 1e-8, 0);

  private static final double CLIP_NORM = 1;

  private static final MedianTimer DECODING = new MedianTimer(1, Integer.MAX_VALUE, 1);

  private Bench() {}

  /** What to measure. */
  public record Setting(
      BenchFamily family,
      int batch,
      int length,
      int vocab,
      int embed,
      int hidden,
      int threads,
      int steps,
      int warmup) {}

  /**
   * What was measured.
   *
   * @param trainMs median milliseconds of a step: forward, backward, clipping, optimizer
   * @param peakMemoryMb largest resident memory of the process, in MiB
   */
  public record Figures(
      double trainMs,
      double trainTokensPerSecond,
      double decodeSentencesPerSecond,
      long parameters,
      double peakMemoryMb) {}

  public static Figures measure(Setting setting) {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model =
          Models.build(
              setting.family().model(setting.embed(), setting.hidden()),
              setting.vocab(),
              setting.vocab());
      RandomPairs random = new RandomPairs(setting.vocab(), setting.vocab(), 1);
      double step = stepSeconds(setting, model, manager, random);
      int[][] sources =
          random.generate("bench-decode", setting.length(), DECODE_BATCH).stream()
              .map(EncodedPair::source)
              .toArray(int[][]::new);
      double decode =
          new DecodingSpeed(model, manager, DECODING).greedy(sources, setting.length()).seconds();
      return new Figures(
          step * 1e3,
          setting.batch() * setting.length() / step,
          DECODE_BATCH / decode,
          NamedParameters.of(model).values().stream().mapToLong(p -> p.getArray().size()).sum(),
          ResidentMemory.peakMb());
    }
  }

  private static double stepSeconds(
      Setting setting, Seq2Seq model, NDManager manager, RandomPairs random) {
    MedianTimer watch = new MedianTimer(WARM_UP_SECONDS, setting.steps(), Double.POSITIVE_INFINITY);
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.constantRate(ADAM, CLIP_NORM, setting.batch()),
            watch,
            setting.warmup(),
            setting.threads());
    Weights.initialise(model, manager, 1);
    return speed
        .measure(model, manager, random.generate("bench", setting.length(), setting.batch() * 4))
        .seconds();
  }
}
