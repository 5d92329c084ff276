package io.seqlab.config.probe;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.task.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A probe: measures of a model besides the test metrics. */
public sealed interface ProbeSpec
    permits SlicesProbeSpec,
        AttentionProbeSpec,
        AttentionAblationProbeSpec,
        OrderProbeSpec,
        GradientProbeSpec,
        RetentionProbeSpec,
        CostProbeSpec {
  /** Prefix of the names of measures on the initial weights. */
  String INITIAL = "initial_";

  String NO_ATTENTION = "its decoder has no attention weights";
  String NO_ALIGNMENTS = "the task has no gold alignments";

  /** What measures named {@code …output_distance} are. */
  String OUTPUT_DISTANCE =
      "Total variation distance (0 to 1) by which next-token distributions change";

  /** What measures named {@code …argmax_changed} are. */
  String ARGMAX_CHANGED = "Share of target positions whose most probable token changes";

  /** Whether the probe also runs on the initial weights, before training. */
  default boolean initial() {
    return false;
  }

  /** Measures on trained weights; a model lacks those that are {@link #missing}. */
  List<MeasureDefinition> measures();

  /**
   * The points of a dimension at which it takes a measure of a model; empty if it is another
   * probe's, or if the examples decide.
   */
  default Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    return Optional.empty();
  }

  /** Why a model on a task lacks one of the measures; empty if it has the measure. */
  default Optional<String> missing(String measure, ModelSpec model, TaskSpec task) {
    return Optional.empty();
  }

  /** Whether one of its measures has this name, on trained or initial weights. */
  default boolean measures(String name) {
    return allMeasures().stream().anyMatch(each -> each.measure().equals(name));
  }

  /** The name of a measure on trained weights. */
  static String trained(String measure) {
    return measure.startsWith(INITIAL) ? measure.substring(INITIAL.length()) : measure;
  }

  /** The measures that the probe takes at each validation during training. */
  default List<MeasureDefinition> validationMeasures() {
    return List.of();
  }

  /** Measures on trained weights and on initial weights. */
  default List<MeasureDefinition> allMeasures() {
    Stream<MeasureDefinition> initial =
        initial()
            ? measures().stream().map(m -> m.prefixed(INITIAL, "on the initial weights"))
            : Stream.empty();
    return Stream.concat(measures().stream(), initial).toList();
  }

  /** Calls the function for this type of probe. */
  <T> T match(Cases<T> cases);

  /**
   * One function for each type of probe, so that a new type must be handled wherever types differ.
   */
  record Cases<T>(
      Function<SlicesProbeSpec, T> slices,
      Function<AttentionProbeSpec, T> attention,
      Function<AttentionAblationProbeSpec, T> attentionAblation,
      Function<OrderProbeSpec, T> order,
      Function<GradientProbeSpec, T> gradient,
      Function<RetentionProbeSpec, T> retention,
      Function<CostProbeSpec, T> cost) {}
}
