package io.seqlab.config;

import java.util.ArrayList;
import java.util.List;

/** How strongly what an encoder says depends on each token it read. */
@Named("gradient")
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
    Sizes.rising("lengths", lengths);
    Sizes.positive("examples", examples);
  }

  @Override
  public List<String> followed() {
    return during ? List.of("gradient_summary_log_ratio", "gradient_state_log_ratio") : List.of();
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (String vector : List.of("gradient_summary", "gradient_state")) {
      findings.add(Finding.along(vector, "distance"));
      findings.add(Finding.along(vector + "_log_ratio", "source_length"));
      findings.add(Finding.whole(vector + "_decay"));
    }
    findings.add(Finding.along("gradient_loss", "distance", "source_position"));
    findings.add(Finding.along("gradient_reach", "layer"));
    return findings;
  }
}
