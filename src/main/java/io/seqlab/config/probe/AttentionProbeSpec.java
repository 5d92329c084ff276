package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.List;

/** Where a model looks, on gold prefixes. */
@TypeName("attention")
@Doc("Attention weights: how sharp they are, and how close to gold alignments")
public record AttentionProbeSpec(
    @Doc("Test examples looked at, from the first on") @Default("500") int examples,
    @Doc("Whether the weights before training are measured too") @Default("false") boolean initial)
    implements ProbeSpec {
  public AttentionProbeSpec {
    require(examples >= 1, "examples", "examples must be at least 1, not %d", examples);
  }

  @Override
  public List<MeasureDefinition> measures() {
    return List.of(
        MeasureDefinition.scalar("encoder_attention_entropy"),
        MeasureDefinition.scalar("encoder_attention_entropy_share"),
        MeasureDefinition.scalar("encoder_attention_saturation"),
        MeasureDefinition.along("attention_entropy", MeasureDefinition.SCALAR, "head"),
        MeasureDefinition.scalar("attention_entropy_share"),
        MeasureDefinition.along("attention_saturation", MeasureDefinition.SCALAR, "head"),
        MeasureDefinition.along("attention_on_gold", MeasureDefinition.SCALAR, "head"),
        MeasureDefinition.along(
            "alignment_error_rate", MeasureDefinition.SCALAR, "head", "shift", "step_shift"),
        MeasureDefinition.scalar("best_head_alignment_error_rate"),
        MeasureDefinition.along("attention_mass", "log2_rank"),
        MeasureDefinition.along("attention_ratio", "log2_rank"));
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.attention().apply(this);
  }
}
