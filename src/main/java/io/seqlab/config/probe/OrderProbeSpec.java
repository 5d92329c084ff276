package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.List;

/** What a model makes of the order of its input. */
@TypeName("order")
@Doc("Source and target prefix shuffled, and how states and output distribution move")
public record OrderProbeSpec(
    @Doc("Test examples looked at, from the first on") @Default("200") int examples,
    @Doc("Whether the weights before training are measured too") @Default("false") boolean initial)
    implements ProbeSpec {
  public OrderProbeSpec {
    require(examples >= 1, "examples", "examples must be at least 1, not %d", examples);
  }

  @Override
  public List<MeasureDefinition> measures() {
    return List.of(
        MeasureDefinition.scalar("source_order_state_change"),
        MeasureDefinition.scalar("source_order_summary_change"),
        MeasureDefinition.scalar("source_order_output_distance"),
        MeasureDefinition.scalar("source_order_argmax_changed"),
        MeasureDefinition.scalar("target_order_output_distance"),
        MeasureDefinition.scalar("target_order_argmax_changed"));
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.order().apply(this);
  }
}
