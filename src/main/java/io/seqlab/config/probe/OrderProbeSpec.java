package io.seqlab.config.probe;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.List;

/** Measures how sensitive a model is to the order of its input. */
@TypeName("order")
@Doc(
    "Change of states and output distribution when source or target prefix is shuffled, or later target tokens are replaced")
public record OrderProbeSpec(
    @Doc("Number of test examples; the first ones are used") @Default("200") int examples,
    @Doc("Whether the probe also runs on the initial weights") @Default("false") boolean initial)
    implements ProbeSpec {
  public OrderProbeSpec {
    Require.positive("examples", examples);
  }

  @Override
  public List<MeasureDefinition> measures() {
    return List.of(
        MeasureDefinition.scalar("source_order_state_change").notNegative(),
        MeasureDefinition.scalar("source_order_summary_change").notNegative(),
        MeasureDefinition.scalar("source_order_output_distance").share(),
        MeasureDefinition.scalar("source_order_argmax_changed").share(),
        MeasureDefinition.scalar("target_order_output_distance").share(),
        MeasureDefinition.scalar("target_order_argmax_changed").share(),
        MeasureDefinition.scalar("target_future_change").share(),
        MeasureDefinition.scalar("target_past_change").share());
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.order().apply(this);
  }
}
