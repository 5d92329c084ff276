package io.seqlab.study.estimate;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.data.core.Example;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.cost.MedianTimer;
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.probe.cost.TrainingSpeed;
import io.seqlab.study.plan.StudyData;
import io.seqlab.train.Weights;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Measures time and memory of a run from a few training steps on its own batches and one decoded
 * batch of its validation examples. Writes nothing.
 *
 * @param secondsPerExample time to decode and score one example
 * @param peakMemoryMb peak resident memory of the process, in MiB
 */
record PilotRun(double secondsPerStep, double secondsPerExample, double peakMemoryMb) {
  /** Ten steps after one second of warm-up for the JIT compiler; fewer if they are slow. */
  private static final MedianTimer STEPS = new MedianTimer(1, 10, 10, Cancellation.NONE);

  private static final int MIN_WARM_UP_STEPS = 2;
  private static final MedianTimer ONCE = new MedianTimer(0, 1, 0, Cancellation.NONE);

  static PilotRun of(RunSpec run, StudyData data, int threads) {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = data.buildModel(run.definition());
      Weights.initialise(model, manager, run.seed());
      double step =
          new TrainingSpeed(run.training(), STEPS, MIN_WARM_UP_STEPS, threads)
              .measure(model, manager, data.training(run.seed()))
              .seconds();
      double example = secondsPerExample(run, data, model, manager);
      return new PilotRun(step, example, ResidentMemory.peakMb());
    }
  }

  /**
   * An untrained model rarely outputs end-of-sequence, so outputs are cut at the length of the
   * longest reference.
   */
  private static double secondsPerExample(
      RunSpec run, StudyData data, Seq2Seq model, NDManager manager) {
    DecodingSpec decoding = run.decoding();
    List<Example> all = data.taskData().valid();
    List<Example> some = all.subList(0, Math.min(decoding.batch(), all.size()));
    int longest = some.stream().mapToInt(example -> example.target().size()).max().orElse(1);
    int maxLength = Math.max(1, Math.min(longest, decoding.maxLength()));
    Evaluator evaluator =
        new Evaluator(
            model,
            manager,
            data.vocabularies(),
            data.taskData().targetTokenizer(),
            decoding.withMaxLength(maxLength),
            Cancellation.NONE);
    Set<MetricName> metrics = EnumSet.of(MetricName.LOSS, run.training().bestBy());
    metrics.addAll(run.metrics());
    return ONCE.time(() -> EvaluationResult.of(evaluator, some, metrics).measure(metrics)).seconds()
        / some.size();
  }
}
