package io.seqlab.config.probe;

import io.seqlab.config.measure.MeasureDefinition;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A measure that a study asks for beyond the test metrics. */
public sealed interface ProbeSpec
    permits SlicesProbeSpec,
        AttentionProbeSpec,
        AttentionAblationProbeSpec,
        OrderProbeSpec,
        GradientProbeSpec,
        RetentionProbeSpec,
        CostProbeSpec {
  /** Stands before the name of what is found on the weights that training begins with. */
  String INITIAL = "initial_";

  /** Whether it is also taken on the first weights, before any training. */
  default boolean initial() {
    return false;
  }

  /** What it may find on trained weights; some models have no such thing, as attention. */
  List<MeasureDefinition> measures();

  /** Names of what it follows while a model is trained, at each validation. */
  default List<String> validationMeasures() {
    return List.of();
  }

  /** What it may find on trained weights and on the first ones. */
  default List<MeasureDefinition> allMeasures() {
    Stream<MeasureDefinition> before =
        initial() ? measures().stream().map(f -> f.prefixed(INITIAL)) : Stream.empty();
    return Stream.concat(measures().stream(), before).toList();
  }

  /** The result for the kind of this probe; a new kind must be given a case. */
  <T> T match(Cases<T> cases);

  /** One function for each kind of probe. */
  record Cases<T>(
      Function<SlicesProbeSpec, T> slices,
      Function<AttentionProbeSpec, T> attention,
      Function<AttentionAblationProbeSpec, T> attentionAblation,
      Function<OrderProbeSpec, T> order,
      Function<GradientProbeSpec, T> gradient,
      Function<RetentionProbeSpec, T> retention,
      Function<CostProbeSpec, T> cost) {}
}
