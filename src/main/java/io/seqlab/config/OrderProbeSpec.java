package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

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
}
