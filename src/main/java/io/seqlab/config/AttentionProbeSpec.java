package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.List;

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

  @Override
  public List<Finding> findings() {
    return List.of(
        Finding.whole("encoder_attention_entropy"),
        Finding.whole("encoder_attention_entropy_share"),
        Finding.whole("encoder_attention_saturation"),
        Finding.along("attention_entropy", Finding.WHOLE, "head"),
        Finding.whole("attention_entropy_share"),
        Finding.along("attention_saturation", Finding.WHOLE, "head"),
        Finding.along("attention_on_gold", Finding.WHOLE, "head"),
        Finding.along("alignment_error_rate", Finding.WHOLE, "head", "shift", "step_shift"),
        Finding.whole("best_head_alignment_error_rate"),
        Finding.along("attention_mass", "log2_rank"),
        Finding.along("attention_ratio", "log2_rank"));
  }
}
