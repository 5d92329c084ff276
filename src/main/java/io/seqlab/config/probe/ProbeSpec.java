package io.seqlab.config.probe;

import io.seqlab.config.measure.MeasureDefinition;
import java.util.List;
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

  /** Whether the probe also runs on the initial weights, before training. */
  default boolean initial() {
    return false;
  }

  /** Measures on trained weights; a model lacks those that do not apply to it, as of attention. */
  List<MeasureDefinition> measures();

  /** The points of a dimension at which it takes a measure; empty if the examples decide. */
  default List<Integer> points(String measure, String dimension) {
    return List.of();
  }

  /** Whether one of its measures has this name, on trained or initial weights. */
  default boolean measures(String name) {
    return allMeasures().stream().anyMatch(each -> each.measure().equals(name));
  }

  /** Names of the measures that the probe takes at each validation during training. */
  default List<String> validationMeasures() {
    return List.of();
  }

  /** Measures on trained weights and on initial weights. */
  default List<MeasureDefinition> allMeasures() {
    Stream<MeasureDefinition> initial =
        initial() ? measures().stream().map(m -> m.prefixed(INITIAL)) : Stream.empty();
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
