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

    Measurement reading(String measure, double value, int n) {
      return new Measurement(measure, dimension, x, value, n);
    }
  }

  @Override
  public List<Measurement> measure(ProbeContext subject) {
    int before = JniUtils.getNumThreads();
    List<Integer> threads = spec.threads().isEmpty() ? List.of(before) : spec.threads();
    Point base = new Point(spec.length().get(0), spec.batch().get(0), threads.get(0), "", 0);
    List<Measurement> readings = new ArrayList<>();
    WeightSnapshot weights = WeightSnapshot.of(subject.model());
    try {
      for (int length : spec.length()) {
        readings.addAll(cost(subject, base.length(length)));
        readings.addAll(counts(subject, base.length(length)));
      }
      for (String measure : List.of(STEP, FLOPS, DEPTH)) {
        readings.addAll(ScalingExponent.of(measure, readings));
      }
      for (int batch : compared(spec.batch())) {
        readings.addAll(cost(subject, base.batch(batch)));
      }
      for (int count : compared(threads)) {
        readings.addAll(cost(subject, base.threads(count)));
      }
      JniUtils.setNumThreads(base.threads());
      readings.addAll(attention(subject));
    } finally {
      JniUtils.setNumThreads(before);
      weights.putBack();
    }
    return readings;
  }

  /** A single value has none to be compared with. */
  private static List<Integer> compared(List<Integer> values) {
    return values.size() > 1 ? values : List.of();
  }

  private static List<Measurement> counts(ProbeContext subject, Point at) {
    int vocabulary = subject.vocabularies().target().size();
    OperationCount sentence =
        new OperationCount(subject.definition(), vocabulary, at.length(), at.length());
    return List.of(
        at.reading(FLOPS, at.batch() * sentence.flops(), 1),
        at.reading(DEPTH, (double) sentence.depth(), 1),
        at.reading("greedy_depth", (double) sentence.greedyDepth(), 1));
  }

  private List<Measurement> cost(ProbeContext subject, Point at) {
    JniUtils.setNumThreads(at.threads());
    Stopwatch watch = new Stopwatch(0, spec.repetitions(), LIMIT);
    List<EncodedPair> pairs = RandomPairs.of(subject).draw("cost", at.length(), at.batch());
    TrainingSpec training = subject.training();
    TrainingSpeed speed =
        new TrainingSpeed(
            TrainingSpeed.plain(training.optimizer(), training.clipNorm(), at.batch()),
            watch,
            WARM_UP_STEPS,
            at.threads());
    During<Stopwatch.Time> step =
        ResidentMemory.during(() -> speed.measure(subject.model(), subject.manager(), pairs));
    List<Measurement> readings = new ArrayList<>();
    readings.add(at.reading(STEP, step.result().seconds(), step.result().runs()));
    if (!Double.isNaN(step.peakMb())) {
      readings.add(at.reading("train_memory_mb", step.peakMb(), 1));
    }
    DecodingSpeed decoding = new DecodingSpeed(subject.model(), subject.manager(), watch);
    Batch batch = Batcher.inOrder(pairs, at.batch()).get(0);
    readings.add(tokens(at, "teacher_forced", decoding.teacherForced(batch)));
    readings.add(tokens(at, "greedy", decoding.greedy(batch.sources(), at.length())));
    readings.add(tokens(at, "uncached", decoding.uncached(batch.sources(), at.length())));
    return readings;
  }

  private static Measurement tokens(Point at, String way, Stopwatch.Time time) {
    double tokens = (double) at.batch() * at.length();
    return at.reading(way + "_tokens_per_second", tokens / time.seconds(), time.runs());
  }

  /** What a Transformer's attention costs on its own; nothing for other encoders. */
  private List<Measurement> attention(ProbeContext subject) {
    Stopwatch watch = new Stopwatch(0, spec.repetitions(), LIMIT);
    return subject
        .definition()
        .encoder()
        .match(
            rnn -> List.of(),
            transformer ->
                new AttentionCost(transformer, subject.manager(), watch).measure(spec.attention()));
  }
}
