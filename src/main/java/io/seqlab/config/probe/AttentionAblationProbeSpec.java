package io.seqlab.config.probe;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.List;
import java.util.stream.Stream;

/** Measures the output of a model with permuted, uniform or removed attention. */
@TypeName("intervene")
@Doc(
    "Change of the output when attention weights are permuted or made uniform, or a head is removed")
public record AttentionAblationProbeSpec(
    @Doc("Interventions, each applied alone") @Default("[permute, flatten, heads]")
        List<Change> changes,
    @Doc("Metrics of decoded outputs, besides the change of the output distribution")
        @Default("[token_accuracy]")
        List<MetricName> metrics,
    @Doc("Number of test examples; the first ones are used") @Default("200") int examples)
    implements ProbeSpec {

  /** An intervention on attention. */
  public enum Change {
    @Doc("Attention weights over the source are randomly permuted (Jain and Wallace 2019)")
    PERMUTE("permuted_"),
    @Doc("Attention over the source is uniform")
    FLATTEN("flattened_"),
    @Doc("Each head of a Transformer in turn outputs zeros (Michel et al. 2019)")
    HEADS("without_head_");

    private final String prefix;

    Change(String prefix) {
      this.prefix = prefix;
    }

    /** Prefix of the names of its measures. */
    public String prefix() {
      return prefix;
    }
  }

  public AttentionAblationProbeSpec {
    Require.distinct("changes", changes);
    Require.positive("examples", examples);
  }

  @Override
  public List<MeasureDefinition> measures() {
    return changes.stream().flatMap(this::measures).toList();
  }

  private Stream<MeasureDefinition> measures(Change change) {
    Stream<String> names =
        Stream.concat(
            Stream.of("output_distance", "argmax_changed"),
            metrics.stream().map(MetricName::key).flatMap(key -> Stream.of(key, key + "_change")));
    return names
        .map(name -> change.prefix + name)
        .map(
            name ->
                change == Change.HEADS
                    ? MeasureDefinition.along(name, "encoder_head", "decoder_head", "cross_head")
                    : MeasureDefinition.scalar(name));
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.attentionAblation().apply(this);
  }
}
