package io.seqlab.config;

/** A measure that a study asks for beyond the test metrics. */
public sealed interface ProbeSpec
    permits SlicesProbeSpec,
        AttentionProbeSpec,
        InterveneProbeSpec,
        OrderProbeSpec,
        GradientProbeSpec,
        RetentionProbeSpec,
        CostProbeSpec {
  /**
   * Whether it is also taken on the first weights, before any training; {@code initial_} then
   * stands before the names of its measures.
   */
  default boolean initial() {
    return false;
  }
}
