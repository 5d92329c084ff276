package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Measures time, memory and operations of a model. */
@TypeName("cost")
@Doc("Time, memory, operations and sequential depth by length, batch size and threads")
public record CostProbeSpec(
    @Doc(
            "Lengths of source and target in tokens, end of sequence included; every combination with batch and threads is measured")
        @Default("[16, 32, 64, 128]")
        List<Integer> length,
    @Doc(
            "Batch sizes in sentences; measures at others than the first have the suffix _batch64 along length")
        @Default("[16]")
        List<Integer> batch,
    @Doc(
            "Numbers of threads, with the suffix _threads2 likewise; [] keeps the number of the process")
        @Default("[]")
        List<Integer> threads,
    @Doc("Lengths in tokens for one layer of a Transformer encoder and for its attention alone")
        @Default("[]")
        List<Integer> attention,
    @Doc(
            "Repetitions of each measurement after warm-up, each in a pass over all combinations; the median is reported")
        @Default("5")
        int repetitions,
    @Doc(
            "Whether scoring, greedy decoding and decoding without decoder state are timed, beside training steps")
        @Default("true")
        boolean decoding)
    implements ProbeSpec {
  private static final String FLOPS =
      "Floating-point operations of the matrix products in a forward pass of %s";
  private static final String DEPTH =
      "Layers in the longest chain of which each waits for the one before, %s";

  private static final int MAX_BATCH = 1_000_000;
  private static final int MAX_THREADS = 1_024;

  public CostProbeSpec {
    require(!length.isEmpty(), "length", "length must have at least one number of tokens");
    require(!batch.isEmpty(), "batch", "batch must have at least one number of sentences");
    Require.lengths("length", length);
    Require.increasing("batch", batch, MAX_BATCH);
    Require.increasing("threads", threads, MAX_THREADS);
    Require.lengths("attention", attention);
    Require.positive("repetitions", repetitions);
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    if (!measures(measure)) {
      return Optional.empty();
    }
    return switch (dimension) {
      case "length" -> Optional.of(AxisPoints.of(lengths(measure)));
      case "batch" -> Optional.of(AxisPoints.of(batch));
      case "threads" -> Optional.of(AxisPoints.of(threads));
      default -> Optional.empty();
    };
  }

  private List<Integer> lengths(String measure) {
    return isOfLayer(measure) ? attention : length;
  }

  private static boolean isOfLayer(String measure) {
    return measure.startsWith("attention_") || measure.startsWith("block_");
  }

  @Override
  public Optional<String> missing(String measure, ModelSpec model, TaskSpec task) {
    boolean attends =
        model
            .encoder()
            .match(
                new EncoderSpec.Cases<>(rnn -> false, t -> true, conv -> false, prefixLm -> false));
    if (isOfLayer(measure) && !attends) {
      return Optional.of("its encoder has no self-attention");
    }
    return measure.endsWith("_exponent") && lengths(measure).size() < 2
        ? Optional.of("the cost probe needs at least two lengths for it")
        : Optional.empty();
  }

  @Override
  public List<MeasureDefinition> measures() {
    List<MeasureDefinition> measures = new ArrayList<>(timed());
    MeasureDefinition flops = alongLength("flops", FLOPS.formatted("the model on a batch"));
    MeasureDefinition depth =
        alongLength("sequential_depth", DEPTH.formatted("under teacher forcing"));
    MeasureDefinition path =
        alongLength(
            "path_length",
            "Connections that a signal crosses between the first and the last source position, on the shortest path through the encoder");
    MeasureDefinition step = measures.get(0); // train_step_seconds
    Stream.of(step, flops, depth, path).map(CostProbeSpec::exponent).forEach(measures::add);
    measures.addAll(List.of(flops, depth, path));
    measures.add(alongLength("encoder_flops", FLOPS.formatted("the encoder on a batch")));
    measures.add(alongLength("decoder_flops", FLOPS.formatted("the decoder on a batch")));
    measures.add(alongLength("greedy_depth", DEPTH.formatted("decoding token by token")));
    if (!attention.isEmpty()) {
      measures.addAll(ofLayer("attention", "the attention of one Transformer encoder layer"));
      measures.addAll(ofLayer("block", "one Transformer encoder layer"));
    }
    return measures;
  }

  private static List<MeasureDefinition> ofLayer(String prefix, String part) {
    return Stream.of(
            alongLength(prefix + "_seconds", "Seconds of a forward pass of " + part),
            alongLength(prefix + "_flops", FLOPS.formatted(part)),
            alongLength(
                prefix + "_memory_mb", "Memory of a forward pass of %s, in MiB".formatted(part)))
        .flatMap(each -> Stream.of(each, exponent(each)))
        .toList();
  }

  private static MeasureDefinition alongLength(String measure, String meaning) {
    return MeasureDefinition.along(measure, meaning, Set.of("length")).notNegative();
  }

  private static MeasureDefinition exponent(MeasureDefinition grows) {
    return MeasureDefinition.scalar(
        grows.measure() + "_exponent",
        grows.meaning() + ": exponent of its growth with the length");
  }

  /** What depends on length, batch and threads. */
  private List<MeasureDefinition> timed() {
    List<MeasureDefinition> measures = new ArrayList<>();
    measures.addAll(
        timed(
            "train_step_seconds",
            "Seconds of one training step: forward, backward, clipping and optimizer"));
    measures.addAll(
        timed("train_memory_mb", "Peak resident memory of the process in training steps, in MiB"));
    if (decoding) {
      measures.addAll(
          timed(
              "teacher_forced_tokens_per_second",
              "Target tokens scored in a second, all positions at once under teacher forcing"));
      measures.addAll(
          timed("greedy_tokens_per_second", "Target tokens decoded in a second by greedy search"));
      measures.addAll(
          timed(
              "uncached_tokens_per_second",
              "Target tokens decoded in a second by greedy search that recomputes the whole prefix at each step"));
    }
    return measures;
  }

  private List<MeasureDefinition> timed(String measure, String meaning) {
    List<MeasureDefinition> measures = new ArrayList<>();
    measures.add(MeasureDefinition.along(measure, meaning, timingDimensions()).notNegative());
    for (String suffix : suffixes()) {
      measures.add(
          alongLength(measure + suffix, meaning + ", of the batch size and threads in the name"));
    }
    return measures;
  }

  /**
   * The suffix of measures along length at a batch size and number of threads; empty at the first
   * of both.
   */
  public String suffix(int batchSize, int threadCount) {
    boolean first = threads.isEmpty() || threadCount == threads.get(0);
    return (batchSize == batch.get(0) ? "" : "_batch" + batchSize)
        + (first ? "" : "_threads" + threadCount);
  }

  /** The suffixes of all combinations but the first. */
  private List<String> suffixes() {
    List<Integer> counts = threads.isEmpty() ? List.of(1) : threads;
    return counts.stream()
        .flatMap(count -> batch.stream().map(size -> suffix(size, count)))
        .filter(suffix -> !suffix.isEmpty())
        .toList();
  }

  private Set<String> timingDimensions() {
    Set<String> dimensions = new LinkedHashSet<>(Set.of("length"));
    if (batch.size() > 1) {
      dimensions.add("batch");
    }
    if (threads.size() > 1) {
      dimensions.add("threads");
    }
    return dimensions;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.cost().apply(this);
  }
}
