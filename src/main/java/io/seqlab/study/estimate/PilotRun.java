package io.seqlab.study.estimate;

import ai.djl.ndarray.NDManager;
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
 * A little of a run, timed: some steps of training on its own batches, and answers to some of its
 * validation examples. Nothing is kept.
 *
 * @param secondsPerExample of being measured
 * @param peakMemoryMb largest resident memory of the process, in MiB
 */
record PilotRun(double secondsPerStep, double secondsPerExample, double peakMemoryMb) {
  /** Ten steps after a second in which Java compiles what runs often; fewer if they are slow. */
  private static final MedianTimer STEPS = new MedianTimer(1, 10, 10);

  private static final int LEAST_WARM_UP = 2;
  private static final MedianTimer ONCE = new MedianTimer(0, 1, 0);

  static PilotRun of(RunSpec run, StudyData examples, int threads) {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq model = StudyData.build(run.definition(), examples.vocabularies());
      Weights.initialise(model, manager, run.seed());
      double step =
          new TrainingSpeed(run.training(), STEPS, LEAST_WARM_UP, threads)
              .measure(model, manager, examples.train())
              .seconds();
      double example = secondsPerExample(run, examples, model, manager);
      return new PilotRun(step, example, ResidentMemory.peakMb());
    }
  }

  /**
   * A model that knows nothing yet does not end its answers, so they are cut where the longest
   * reference ends.
   */
  private static double secondsPerExample(
      RunSpec run, StudyData examples, Seq2Seq model, NDManager manager) {
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
                    EvaluationResult.of(
                            evaluator, some, metrics, examples.corpus().targetTokenizer())
                        .measure(metrics))
            .seconds()
        / some.size();
  }
}
