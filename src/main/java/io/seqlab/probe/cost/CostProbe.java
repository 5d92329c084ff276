package io.seqlab.probe.cost;

import ai.djl.pytorch.jni.JniUtils;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.probe.CostProbeSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.RandomPairs;
import io.seqlab.probe.core.WeightSnapshot;
import io.seqlab.probe.cost.ResidentMemory.WithPeak;
import java.util.ArrayList;
import java.util.List;

/**
 * Time, memory and operation counts of a model on random pairs, source and target of equal length.
 *
 * <p>Measured along {@code length} (tokens of each side, end-of-sequence included), {@code batch}
 * (pairs) and {@code threads}; while one varies, the others keep their first value. Times are
 * medians of at most {@code repetitions} runs after warm-up ({@link MedianTimer}); n counts runs.
 *
 * <ul>
 *   <li>{@code train_step_seconds}: forward, backward, clipping and optimizer of the run, constant
 *       learning rate ({@link TrainingSpeed});
 *   <li>{@code train_memory_mb}: peak resident memory of the process meanwhile, in MiB; Linux only;
 *   <li>{@code teacher_forced_tokens_per_second}, {@code greedy_tokens_per_second}, {@code
 *       uncached_tokens_per_second}: target tokens scored at once, decoded by greedy search, and
 *       decoded by recomputing the whole prefix at each step ({@link DecodingSpeed});
 *   <li>{@code flops}, {@code sequential_depth}, {@code greedy_depth}, {@code path_length}, along
 *       length only: counted from the model definition, flops for the forward pass of a batch ({@link
 *       OperationCount});
 *   <li>{@code train_step_seconds_exponent}, {@code flops_exponent}, {@code
 *       sequential_depth_exponent}, {@code path_length_exponent}: growth with length ({@link
 *       ScalingExponent});
 *   <li>with {@code attention} lengths, for Transformer encoders: {@link AttentionCost}.
 * </ul>
 *
 * <p>Not measured: cost on the task's own lengths and outputs; decoding never stops early here.
 * Times hold for the machine and its load; they compare only within one environment.
 */
public record CostProbe(CostProbeSpec spec) implements Probe {
  private static final double LIMIT_SECONDS = 2;

  private static final String LENGTH = "length";
  private static final String STEP = "train_step_seconds";
  private static final String FLOPS = "flops";
  private static final String DEPTH = "sequential_depth";
  private static final String PATH = "path_length";

  private static final int WARM_UP_STEPS = 2;

  /** The sizes of one measurement; it is a point x of the dimension that varies. */
  private record Setting(int length, int batch, int threads, String dimension, int x) {
    Setting length(int value) {
      return new Setting(value, batch, threads, LENGTH, value);
    }

    Setting batch(int value) {
      return new Setting(length, value, threads, "batch", value);
    }

    Setting threads(int value) {
      return new Setting(length, batch, value, "threads", value);
    }

    Measurement point(String measure, double value, int n) {
      return new Measurement(measure, dimension, x, value, n);
    }
  }

  @Override
  public List<Measurement> measure(ProbeContext context) {
    int before = JniUtils.getNumThreads();
    List<Integer> threads = spec.threads().isEmpty() ? List.of(before) : spec.threads();
    Setting base = new Setting(spec.length().get(0), spec.batch().get(0), threads.get(0), "", 0);
    List<Measurement> measurements = new ArrayList<>();
    WeightSnapshot weights = WeightSnapshot.of(context.model());
    try {
      for (int length : spec.length()) {
        measurements.addAll(measured(context, base.length(length)));
        measurements.addAll(counted(context, base.length(length)));
      }
      for (String measure : List.of(STEP, FLOPS, DEPTH, PATH)) {
        measurements.addAll(ScalingExponent.of(measure, measurements));
      }
      for (int batch : varied(spec.batch())) {
        measurements.addAll(measured(context, base.batch(batch)));
      }
      for (int count : varied(threads)) {
        measurements.addAll(measured(context, base.threads(count)));
      }
      JniUtils.setNumThreads(base.threads());
      measurements.addAll(attentionCost(context));
    } finally {
      JniUtils.setNumThreads(before);
      weights.restore();
    }
    return measurements;
  }

  /** A single value is already measured along length. */
  private static List<Integer> varied(List<Integer> values) {
    return values.size() > 1 ? values : List.of();
  }

  private static List<Measurement> counted(ProbeContext context, Setting setting) {
    int vocabulary = context.vocabularies().target().size();
    OperationCount operations =
        new OperationCount(context.definition(), vocabulary, setting.length(), setting.length());
    return List.of(
        setting.point(FLOPS, setting.batch() * operations.flops(), 1),
        setting.point(DEPTH, (double) operations.sequentialDepth(), 1),
        setting.point("greedy_depth", (double) operations.greedyDepth(), 1),
        setting.point(PATH, (double) operations.pathLength(), 1));
  }

  private List<Measurement> measured(ProbeContext context, Setting setting) {
    JniUtils.setNumThreads(setting.threads());
    MedianTimer timer =
        new MedianTimer(0, spec.repetitions(), LIMIT_SECONDS, context.cancellation());
    List<EncodedPair> pairs =
        RandomPairs.of(context).generate("cost", setting.length(), setting.batch());
    TrainingSpec training = context.training();
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.constantRate(training.optimizer(), training.clipNorm(), setting.batch()),
            timer,
            WARM_UP_STEPS,
            setting.threads());
    WithPeak<MedianTimer.Timing> step =
        ResidentMemory.withPeak(() -> speed.measure(context.model(), context.manager(), pairs));
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(setting.point(STEP, step.result().seconds(), step.result().runs()));
    if (!Double.isNaN(step.peakMb())) {
      measurements.add(setting.point("train_memory_mb", step.peakMb(), 1));
    }
    DecodingSpeed decoding = new DecodingSpeed(context.model(), context.manager(), timer);
    Batch batch = Batcher.forEvaluation(pairs, setting.batch()).get(0);
    measurements.add(tokens(setting, "teacher_forced", decoding.teacherForced(batch)));
    measurements.add(tokens(setting, "greedy", decoding.greedy(batch.sources(), setting.length())));
    measurements.add(
        tokens(setting, "uncached", decoding.uncached(batch.sources(), setting.length())));
    return measurements;
  }

  private static Measurement tokens(Setting setting, String mode, MedianTimer.Timing time) {
    double tokens = (double) setting.batch() * setting.length();
    return setting.point(mode + "_tokens_per_second", tokens / time.seconds(), time.runs());
  }

  private List<Measurement> attentionCost(ProbeContext context) {
    MedianTimer timer =
        new MedianTimer(0, spec.repetitions(), LIMIT_SECONDS, context.cancellation());
    return context
        .definition()
        .encoder()
        .match(
            new EncoderSpec.Cases<>(
                rnn -> List.of(),
                transformer ->
                    new AttentionCost(transformer, context.manager(), timer)
                        .measure(spec.attention())));
  }
}
