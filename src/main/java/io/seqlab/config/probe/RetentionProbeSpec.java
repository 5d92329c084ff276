package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.List;

/** What a linear reader can still find of a source in an encoder's states. */
@TypeName("retention")
@Doc("How well a linear probe reads source tokens from the summary and from single states")
public record RetentionProbeSpec(
    @Doc("Also on the first weights, before any training") @Default("false") boolean initial,
    @Doc("Tokens of random sources, such as [10, 50, 200]; [] takes train and test examples")
        @Default("[]")
        List<Integer> lengths,
    @Doc("Sources the linear probe learns from") @Default("2000") int train,
    @Doc("Held-out sources it is judged on") @Default("1000") int test,
    @Doc("Also read each token from the summary, and the first token from each state")
        @Default("true")
        boolean distances,
    @Doc("Weight of the squared norm of the probe's weights") @Default("1e-3") double ridge)
    implements ProbeSpec {
  public RetentionProbeSpec {
    Require.rising("lengths", lengths);
    Require.positive("train", train);
    Require.positive("test", test);
    require(ridge > 0, "ridge", "ridge must be above 0, not %s", ridge);
  }

  @Override
  public List<MeasureDefinition> measures() {
    MeasureDefinition whole =
        MeasureDefinition.along("retention", MeasureDefinition.SCALAR, "source_length");
    MeasureDefinition accuracy = MeasureDefinition.along("retention_accuracy", "source_length");
    return distances
        ? List.of(
            whole.and(MeasureDefinition.along("retention", "distance")),
            accuracy,
            MeasureDefinition.along("retention_state", "distance"))
        : List.of(whole, accuracy);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.retention().apply(this);
  }
}
