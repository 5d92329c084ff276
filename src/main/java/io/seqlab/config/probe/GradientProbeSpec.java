package io.seqlab.config.probe;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.ArrayList;
import java.util.List;

/** How strongly what an encoder says depends on each token it read. */
@TypeName("gradient")
@Doc("Norms of gradients with respect to each source position: how far back an encoder reaches")
public record GradientProbeSpec(
    @Doc("Also on the first weights, before any training") @Default("true") boolean initial,
    @Doc("Also at each validation of a run that is trained: how far the first token falls behind")
        @Default("false")
        boolean during,
    @Doc("Tokens of random sources, such as [10, 50, 200]; [] takes test examples") @Default("[]")
        List<Integer> lengths,
    @Doc("Examples averaged over, of each length") @Default("32") int examples)
    implements ProbeSpec {
  public GradientProbeSpec {
    Require.rising("lengths", lengths);
    Require.positive("examples", examples);
  }

  @Override
  public List<String> validationMeasures() {
    return during ? List.of("gradient_summary_log_ratio", "gradient_state_log_ratio") : List.of();
  }

  @Override
  public List<MeasureDefinition> measures() {
    List<MeasureDefinition> findings = new ArrayList<>();
    for (String vector : List.of("gradient_summary", "gradient_state")) {
      findings.add(MeasureDefinition.along(vector, "distance"));
      findings.add(MeasureDefinition.along(vector + "_log_ratio", "source_length"));
      findings.add(MeasureDefinition.scalar(vector + "_decay"));
    }
    findings.add(MeasureDefinition.along("gradient_loss", "distance", "source_position"));
    findings.add(MeasureDefinition.along("gradient_reach", "layer"));
    return findings;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.gradient().apply(this);
  }
}
