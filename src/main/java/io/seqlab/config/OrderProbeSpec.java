package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.List;

/** What a model makes of the order of its input. */
@Named("order")
@Doc("Source and target prefix shuffled, and how states and output distribution move")
public record OrderProbeSpec(
    @Doc("Test examples looked at, from the first on") @Default("200") int examples,
    @Doc("Whether the weights before training are measured too") @Default("false") boolean initial)
    implements ProbeSpec {
  public OrderProbeSpec {
    require(examples >= 1, "examples", "examples must be at least 1, not %d", examples);
  }

  @Override
  public List<Finding> findings() {
    return List.of(
        Finding.whole("source_order_state_change"),
        Finding.whole("source_order_summary_change"),
        Finding.whole("source_order_output_distance"),
        Finding.whole("source_order_argmax_changed"),
        Finding.whole("target_order_output_distance"),
        Finding.whole("target_order_argmax_changed"));
  }
}
