package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures time, memory and operations of a model. */
@TypeName("cost")
@Doc("Time, memory, operations and sequential depth by length, batch size and threads")
public record CostProbeSpec(
    @Doc(
            "Lengths of source and target in tokens, end of sequence included; one list varies at a time")
        @Default("[16, 32, 64, 128]")
        List<Integer> length,
    @Doc("Batch sizes in sentences; the first is used while other lists vary") @Default("[16]")
        List<Integer> batch,
    @Doc(
            "Numbers of threads; the first is used while other lists vary; [] keeps the number of the process")
        @Default("[]")
        List<Integer> threads,
    @Doc("Lengths in tokens for one layer of a Transformer encoder and for its attention alone")
        @Default("[]")
        List<Integer> attention,
    @Doc("Repetitions of each measurement after warm-up; the median is reported") @Default("5")
        int repetitions)
    implements ProbeSpec {
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
  public List<Integer> points(String measure, String dimension) {
    if (!measures(measure)) {
      return List.of();
    }
    boolean ofLayer = measure.startsWith("attention_") || measure.startsWith("block_");
    return switch (dimension) {
      case "length" -> ofLayer ? attention : length;
      case "batch" -> batch;
      case "threads" -> threads;
      default -> List.of();
    };
  }

  @Override
  public List<MeasureDefinition> measures() {
    List<MeasureDefinition> measures = new ArrayList<>();
    for (String timed :
        List.of(
            "train_step_seconds",
            "train_memory_mb",
            "teacher_forced_tokens_per_second",
            "greedy_tokens_per_second",
            "uncached_tokens_per_second")) {
      measures.add(new MeasureDefinition(timed, timingDimensions()));
    }
    measures.add(MeasureDefinition.along("flops", "length"));
    measures.add(MeasureDefinition.along("sequential_depth", "length"));
    measures.add(MeasureDefinition.along("greedy_depth", "length"));
    measures.add(MeasureDefinition.along("path_length", "length"));
    for (String measure :
        List.of("train_step_seconds", "flops", "sequential_depth", "path_length")) {
      measures.add(MeasureDefinition.scalar(measure + "_exponent"));
    }
    for (String part : attention.isEmpty() ? List.<String>of() : List.of("attention", "block")) {
      for (String kind : List.of("_seconds", "_flops", "_memory_mb")) {
        measures.add(MeasureDefinition.along(part + kind, "length"));
        measures.add(MeasureDefinition.scalar(part + kind + "_exponent"));
      }
    }
    return measures;
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
