package io.seqlab.study.bench;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.probe.cost.MedianTimer;
import io.seqlab.probe.cost.ResidentMemory;

/**
 * Benchmarks model families on random sentences of one length with the training loop and searches
 * of a run: median time of a training step after warm-up, and decoding of {@value
 * BenchConfig#DECODE_BATCH} sentences for exactly {@code length} steps.
 */
public final class Bench {
  /** Minimum seconds of training before steps are timed, for the JIT compiler. */
  private static final double FIRST_WARM_UP_SECONDS = 20;

  private static final double LATER_WARM_UP_SECONDS = 3;

  private static final double DECODING_SECONDS = 1;

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
    this.steps = steps;
    this.warmup = warmup;
  }

  /** Measures speed and memory. */
  public BenchResult measure(BenchConfig config) {
    ResidentMemory.resetPeak();
    try (BenchModel model = new BenchModel(config)) {
      double step = model.stepSeconds(timer(), warmup);
      double rate = model.matrixProductRate();
      return new BenchResult(
          config,
          step,
          model.greedy(DECODING_SECONDS),
          model.scored(DECODING_SECONDS),
          config.beam() == 0 ? Double.NaN : model.beam(DECODING_SECONDS),
          model.parameters(),
          model.flops(),
          rate,
          ResidentMemory.peakMb());
    }
  }

  private MedianTimer timer() {
    double seconds = warm ? LATER_WARM_UP_SECONDS : FIRST_WARM_UP_SECONDS;
    warm = true;
    return new MedianTimer(seconds, steps, Double.POSITIVE_INFINITY, Cancellation.NONE);
  }
}
