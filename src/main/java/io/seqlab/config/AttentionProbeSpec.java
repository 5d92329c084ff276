package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

/** Where a model looks, on gold prefixes. */
@Named("attention")
@Doc("Attention weights: how sharp they are, and how close to gold alignments")
public record AttentionProbeSpec(
    @Doc("Test examples looked at, from the first on") @Default("500") int examples,
    @Doc("Whether the weights before training are measured too") @Default("false") boolean initial)
    implements ProbeSpec {
  public AttentionProbeSpec {
    require(examples >= 1, "examples", "examples must be at least 1, not %d", examples);
  }
}
