package io.seqlab.study;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.BudgetSpec;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.MetricName;
import io.seqlab.config.RunSpec;
import io.seqlab.config.TrainingSpec;
import io.seqlab.data.Example;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.Evaluator;
import io.seqlab.probe.Quality;
import io.seqlab.train.Trainer;
import io.seqlab.train.TrainingListener;
import io.seqlab.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A little of a run, timed: some steps of training on its own batches, and answers to some of its
 * validation examples. Nothing is kept.
 *
 * @param secondsPerStep median over the later half of the steps
 * @param tokensPerStep real target tokens, end-of-sequence included
 * @param secondsPerExample of being measured
 * @param peakMemoryMb largest resident memory of the process, in MiB
 */
record WarmUp(
    double secondsPerStep, double tokensPerStep, double secondsPerExample, double peakMemoryMb) {
  private static final int STEPS = 10;
  private static final int FEWEST_STEPS = 3;
  private static final double SECONDS = 1.5; // in which Java compiles what runs often
  private static final double MOST_SECONDS = 20;

  static WarmUp of(RunSpec run, Examples examples, int threads) throws IOException {
    Memory.resetPeak();
    Path scratch = Files.createTempDirectory("seqlab-dry-run");
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = RunExecutor.build(run.definition(), examples.vocabularies());
      Trainer.Data data = new Trainer.Data(examples.train(), scratch, threads);
      Clock clock = new Clock();
      long tokens;
      try (Trainer trainer =
          new Trainer(endless(run.training()), run.seed(), model, manager, data)) {
        tokens = trainer.train(clock).tokens();
      }
      double answering = secondsPerExample(run, examples, model, manager);
      double tokensPerStep = tokens / (double) clock.seconds.size();
      return new WarmUp(clock.secondsPerStep(), tokensPerStep, answering, Memory.peakMb());
    } finally {
      Files.delete(scratch);
    }
  }

  /** The same training without an end, and without validation. */
  private static TrainingSpec endless(TrainingSpec training) {
    return new TrainingSpec(
        training.batch(),
        new BudgetSpec(
            Optional.of(Long.MAX_VALUE), Optional.empty(), Optional.empty(), Optional.empty()),
        Integer.MAX_VALUE,
        Optional.empty(),
        training.bestBy(),
        training.optimizer(),
        training.schedule(),
        training.clipNorm(),
        training.labelSmoothing(),
        training.accumulate());
  }

  /**
   * Measured twice, as the first time warms up. A model that knows nothing yet does not end its
   * answers, so they are cut where the longest reference ends.
   */
  private static double secondsPerExample(
      RunSpec run, Examples examples, Seq2Seq model, NDManager manager) {
    DecodingSpec decoding = run.decoding();
    List<Example> all = examples.corpus().valid();
    List<Example> some = all.subList(0, Math.min(decoding.batch(), all.size()));
    int longest = some.stream().mapToInt(example -> example.target().size()).max().orElse(1);
    int cut = Math.max(1, Math.min(longest, decoding.maxLength()));
    Evaluator evaluator =
        new Evaluator(
            model,
            manager,
            examples.vocabularies(),
            new DecodingSpec(decoding.beam(), decoding.lengthPenalty(), cut, decoding.batch()));
    Set<MetricName> metrics = EnumSet.copyOf(run.metrics());
    metrics.add(MetricName.LOSS); // which every validation has
    double seconds = 0;
    for (int i = 0; i < 2; i++) {
      long start = System.nanoTime();
      Quality.of(evaluator, some, metrics, examples.corpus().targetTokenizer()).measure(metrics);
      seconds = (System.nanoTime() - start) / 1e9;
    }
    return seconds / some.size();
  }

  /** Hears the time of each step, and ends training when it has heard enough. */
  private static final class Clock implements TrainingListener {
    private final List<Double> seconds = new ArrayList<>();
    private double sum;

    @Override
    public void stepped(Stepped step) {
      seconds.add(step.seconds());
      sum += step.seconds();
    }

    @Override
    public boolean cancelled() {
      return sum >= (seconds.size() >= STEPS ? SECONDS : MOST_SECONDS)
          && seconds.size() >= FEWEST_STEPS;
    }

    double secondsPerStep() {
      List<Double> later =
          seconds.subList(seconds.size() / 2, seconds.size()).stream().sorted().toList();
      return later.get(later.size() / 2);
    }

    @Override
    public Map<MetricName, Double> validate(TrainingState state) {
      throw new IllegalStateException("a warm-up is never validated");
    }

    @Override
    public void validated(
        TrainingState state, double rate, double trainLoss, Map<MetricName, Double> scores) {
      throw new IllegalStateException("a warm-up is never validated");
    }
  }
}
