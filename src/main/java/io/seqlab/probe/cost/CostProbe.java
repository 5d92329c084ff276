package io.seqlab.probe.cost;

import ai.djl.pytorch.jni.JniUtils;
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
import io.seqlab.probe.cost.ResidentMemory.During;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model costs on random sentences, source and target equally long, by {@code length}, {@code
 * batch} and {@code threads}; while one varies the others keep their first value. Times are medians
 * after warming up.
 *
 * <ul>
 *   <li>{@code train_step_seconds}, and {@code train_memory_mb}: largest resident memory of the
 *       process meanwhile, in MiB (Linux only);
 *   <li>{@code teacher_forced_}, {@code greedy_} and {@code uncached_tokens_per_second}: target
 *       tokens scored at once, written one by one, and written with all earlier ones read anew;
 *   <li>{@code flops} of the forward pass, and {@code sequential_depth} and {@code greedy_depth}:
 *       see {@link OperationCount};
 *   <li>{@code …_exponent}: the slope of the log of the time or number over log length.
 * </ul>
 *
 * <p>With {@code attention} lengths, also what {@link AttentionCost} says.
 */
public record CostProbe(CostProbeSpec spec) implements Probe {
  /** Seconds after which nothing is timed once more. */
  private static final double LIMIT = 2;

  private static final String LENGTH = "length";
  private static final String STEP = "train_step_seconds";
  private static final String FLOPS = "flops";
  private static final String DEPTH = "sequential_depth";

  private static final int WARM_UP_STEPS = 2;

  /** What a measurement varies, and where it stands. */
  private record Point(int length, int batch, int threads, String dimension, int x) {
    Point length(int value) {
      return new Point(value, batch, threads, LENGTH, value);
    }

    Point batch(int value) {
      return new Point(length, value, threads, "batch", value);
    }

    Point threads(int value) {
      return new Point(length, batch, value, "threads", value);
    }

    Measurement measurement(String measure, double value, int n) {
      return new Measurement(measure, dimension, x, value, n);
    }
  }

  @Override
  public List<Measurement> measure(ProbeContext context) {
    int before = JniUtils.getNumThreads();
    List<Integer> threads = spec.threads().isEmpty() ? List.of(before) : spec.threads();
    Point base = new Point(spec.length().get(0), spec.batch().get(0), threads.get(0), "", 0);
    List<Measurement> measurements = new ArrayList<>();
    WeightSnapshot weights = WeightSnapshot.of(context.model());
    try {
      for (int length : spec.length()) {
        measurements.addAll(cost(context, base.length(length)));
        measurements.addAll(counts(context, base.length(length)));
      }
      for (String measure : List.of(STEP, FLOPS, DEPTH)) {
        measurements.addAll(ScalingExponent.of(measure, measurements));
      }
      for (int batch : compared(spec.batch())) {
        measurements.addAll(cost(context, base.batch(batch)));
      }
      for (int count : compared(threads)) {
        measurements.addAll(cost(context, base.threads(count)));
      }
      JniUtils.setNumThreads(base.threads());
      measurements.addAll(attention(context));
    } finally {
      JniUtils.setNumThreads(before);
      weights.restore();
    }
    return measurements;
  }

  /** A single value has none to be compared with. */
  private static List<Integer> compared(List<Integer> values) {
    return values.size() > 1 ? values : List.of();
  }

  private static List<Measurement> counts(ProbeContext context, Point at) {
    int vocabulary = context.vocabularies().target().size();
    OperationCount sentence =
        new OperationCount(context.definition(), vocabulary, at.length(), at.length());
    return List.of(
        at.measurement(FLOPS, at.batch() * sentence.flops(), 1),
        at.measurement(DEPTH, (double) sentence.depth(), 1),
        at.measurement("greedy_depth", (double) sentence.greedyDepth(), 1));
  }

  private List<Measurement> cost(ProbeContext context, Point at) {
    JniUtils.setNumThreads(at.threads());
    MedianTimer watch = new MedianTimer(0, spec.repetitions(), LIMIT);
    List<EncodedPair> pairs = RandomPairs.of(context).generate("cost", at.length(), at.batch());
    TrainingSpec training = context.training();
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.constantRate(training.optimizer(), training.clipNorm(), at.batch()),
            watch,
            WARM_UP_STEPS,
            at.threads());
    During<MedianTimer.Timing> step =
        ResidentMemory.during(() -> speed.measure(context.model(), context.manager(), pairs));
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(at.measurement(STEP, step.result().seconds(), step.result().runs()));
    if (!Double.isNaN(step.peakMb())) {
      measurements.add(at.measurement("train_memory_mb", step.peakMb(), 1));
    }
    DecodingSpeed decoding = new DecodingSpeed(context.model(), context.manager(), watch);
    Batch batch = Batcher.forEvaluation(pairs, at.batch()).get(0);
    measurements.add(tokens(at, "teacher_forced", decoding.teacherForced(batch)));
    measurements.add(tokens(at, "greedy", decoding.greedy(batch.sources(), at.length())));
    measurements.add(tokens(at, "uncached", decoding.uncached(batch.sources(), at.length())));
    return measurements;
  }

  private static Measurement tokens(Point at, String way, MedianTimer.Timing time) {
    double tokens = (double) at.batch() * at.length();
    return at.measurement(way + "_tokens_per_second", tokens / time.seconds(), time.runs());
  }

  /** What a Transformer's attention costs on its own; nothing for other encoders. */
  private List<Measurement> attention(ProbeContext context) {
    MedianTimer watch = new MedianTimer(0, spec.repetitions(), LIMIT);
    return context
        .definition()
        .encoder()
        .match(
            rnn -> List.of(),
            transformer ->
                new AttentionCost(transformer, context.manager(), watch).measure(spec.attention()));
  }
}
