package io.seqlab.study;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.MetricName;
import io.seqlab.config.RunSpec;
import io.seqlab.data.Example;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.Evaluator;
import io.seqlab.probe.Quality;
import io.seqlab.probe.ResidentMemory;
import io.seqlab.probe.Stopwatch;
import io.seqlab.probe.TrainingSpeed;
import io.seqlab.train.Weights;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A little of a run, timed: some steps of training on its own batches, and answers to some of its
 * validation examples. Nothing is kept.
 *
 * @param secondsPerExample of being measured
 * @param peakMemoryMb largest resident memory of the process, in MiB
 */
record WarmUp(double secondsPerStep, double secondsPerExample, double peakMemoryMb) {
  /** Ten steps after a second in which Java compiles what runs often; fewer if they are slow. */
  private static final Stopwatch STEPS = new Stopwatch(1, 10, 10);

  private static final int LEAST_WARM_UP = 2;
  private static final Stopwatch ONCE = new Stopwatch(0, 1, 0);

  static WarmUp of(RunSpec run, Examples examples, int threads) {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = RunExecutor.build(run.definition(), examples.vocabularies());
      Weights.initialise(model, manager, run.seed());
      double step =
          new TrainingSpeed(run.training(), STEPS, LEAST_WARM_UP, threads)
              .measure(model, manager, examples.train())
              .seconds();
      double example = secondsPerExample(run, examples, model, manager);
      return new WarmUp(step, example, ResidentMemory.peakMb());
    }
  }

  /**
   * A model that knows nothing yet does not end its answers, so they are cut where the longest
   * reference ends.
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
    return ONCE.time(
                () ->
                    Quality.of(evaluator, some, metrics, examples.corpus().targetTokenizer())
                        .measure(metrics))
            .seconds()
        / some.size();
  }
}
