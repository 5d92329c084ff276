package io.seqlab.config.probe;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.List;

/** Measures attention weights under teacher forcing. */
@TypeName("attention")
@Doc("Entropy of attention weights and their agreement with gold alignments")
public record AttentionProbeSpec(
    @Doc("Number of test examples; the first ones are used") @Default("500") int examples,
    @Doc("Whether the probe also runs on the initial weights") @Default("false") boolean initial)
    implements ProbeSpec {
  public AttentionProbeSpec {
    Require.positive("examples", examples);
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
