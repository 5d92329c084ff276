package io.seqlab.study;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.AdamSpec;
import io.seqlab.config.BatchSpec;
import io.seqlab.config.BudgetSpec;
import io.seqlab.config.MetricName;
import io.seqlab.config.ScheduleSpec;
import io.seqlab.config.TrainingSpec;
import io.seqlab.data.Pair;
import io.seqlab.data.RandomStream;
import io.seqlab.decode.GreedySearch;
import io.seqlab.decode.SpecialTokens;
import io.seqlab.model.Models;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.train.Trainer;
import io.seqlab.train.TrainingListener;
import io.seqlab.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

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

  /** Seconds of warming up before decoding is measured, and of measuring. */
  private static final double DECODE_SECONDS = 1;

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

  public static Figures measure(Setting setting) throws IOException {
    Memory.resetPeak();
    Path scratch = Files.createTempDirectory("seqlab-bench");
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model =
          Models.build(
              setting.family().model(setting.embed(), setting.hidden()),
              setting.vocab(),
              setting.vocab());
      Trainer.Data data = new Trainer.Data(randomPairs(setting), scratch, setting.threads());
      StepTimes times = new StepTimes(setting.warmup(), setting.steps());
      long parameters;
      try (Trainer trainer = new Trainer(training(setting), 1, model, manager, data)) {
        trainer.train(times);
        parameters = trainer.parameters();
      }
      double seconds = times.median();
      return new Figures(
          seconds * 1e3,
          setting.batch() * setting.length() / seconds,
          decodeSpeed(setting, model, manager),
          parameters,
          Memory.peakMb());
    } finally {
      Files.delete(scratch);
    }
  }

  /** Adam and clipping, as the PyTorch peer has them; validation never comes. */
  private static TrainingSpec training(Setting setting) {
    return new TrainingSpec(
        new BatchSpec(setting.batch(), BatchSpec.Unit.SENTENCES, false),
        new BudgetSpec(
            Optional.of(Long.MAX_VALUE), Optional.empty(), Optional.empty(), Optional.empty()),
        Integer.MAX_VALUE,
        Optional.empty(),
        MetricName.LOSS,
        new AdamSpec(AdamSpec.Kind.ADAM, 1e-3, 0.9, 0.999, 1e-8, 0),
        new ScheduleSpec.Constant(0),
        1,
        0,
        1);
  }

  private static List<Pair> randomPairs(Setting setting) {
    UniformRandomProvider random = RandomStream.of(1, "bench", 0);
    return IntStream.range(0, setting.batch() * 4)
        .mapToObj(i -> new Pair(sentence(random, setting), sentence(random, setting)))
        .toList();
  }

  private static int[] sentence(UniformRandomProvider random, Setting setting) {
    return IntStream.range(0, setting.length())
        .map(i -> random.nextInt(3, setting.vocab()))
        .toArray();
  }

  private static double decodeSpeed(Setting setting, Seq2Seq model, NDManager manager) {
    UniformRandomProvider random = RandomStream.of(1, "bench", 1);
    int[][] sources =
        IntStream.range(0, DECODE_BATCH)
            .mapToObj(i -> sentence(random, setting))
            .toArray(int[][]::new);
    // No token ends an answer, so every search takes as many steps as the length.
    GreedySearch search =
        new GreedySearch(model, new SpecialTokens(1, -1), setting.length() - 1, false);
    List<Double> seconds = new ArrayList<>();
    long begun = System.nanoTime();
    double elapsed = 0;
    while (elapsed < 2 * DECODE_SECONDS || seconds.isEmpty()) {
      long start = System.nanoTime();
      search.search(manager, sources);
      elapsed = (System.nanoTime() - begun) / 1e9;
      if (elapsed > DECODE_SECONDS) { // the first half warms up
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    return DECODE_BATCH / median(seconds);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  /** Hears the time of each step, and ends training after the last one asked for. */
  private static final class StepTimes implements TrainingListener {
    private final int warmup;
    private final int wanted;
    private final List<Double> seconds = new ArrayList<>();
    private double warmSeconds;

    StepTimes(int warmup, int wanted) {
      this.warmup = warmup;
      this.wanted = wanted;
    }

    @Override
    public void stepped(Stepped step) {
      if (step.state().step() > warmup && warmSeconds > WARM_UP_SECONDS) {
        seconds.add(step.seconds());
      } else {
        warmSeconds += step.seconds();
      }
    }

    @Override
    public Map<MetricName, Double> validate(TrainingState state) {
      throw new IllegalStateException("a benchmark is never validated");
    }

    @Override
    public void validated(
        TrainingState state, double rate, double trainLoss, Map<MetricName, Double> scores) {
      throw new IllegalStateException("a benchmark is never validated");
    }

    @Override
    public boolean cancelled() {
      return seconds.size() >= wanted;
    }

    double median() {
      return Bench.median(seconds);
    }
  }
}
