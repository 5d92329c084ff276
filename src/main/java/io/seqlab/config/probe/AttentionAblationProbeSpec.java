package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of a model's answers when its attention is tampered with. */
@TypeName("intervene")
@Doc("Attention weights permuted, flattened, or without one head, and what the output makes of it")
public record AttentionAblationProbeSpec(
    @Doc("What is done, each by itself") @Default("[permute, flatten, heads]") List<Change> changes,
    @Doc("What is measured on free answers, beside how the output distribution moves")
        @Default("[token_accuracy]")
        List<MetricName> metrics,
    @Doc("Test examples asked, from the first on") @Default("200") int examples)
    implements ProbeSpec {

  /** What is done to attention. */
  public enum Change {
    @Doc("The weights over the source change places at random (Jain and Wallace 2019)")
    PERMUTE("permuted_"),
    @Doc("Every source token gets the same weight")
    FLATTEN("flattened_"),
    @Doc("One head of a Transformer after the other gives zeros (Michel et al. 2019)")
    HEADS("without_head_");

    private final String prefix;

    Change(String prefix) {
      this.prefix = prefix;
    }

    /** Stands before the names of what is found. */
    public String prefix() {
      return prefix;
    }
  }

  public AttentionAblationProbeSpec {
    require(!changes.isEmpty(), "changes", "changes needs at least one");
    require(
        changes.stream().distinct().count() == changes.size(),
        "changes",
        "something stands twice in changes; keep one");
    require(examples >= 1, "examples", "examples must be at least 1, not %d", examples);
  }

  @Override
  public List<MeasureDefinition> measures() {
    return changes.stream().flatMap(this::findings).toList();
  }

  private Stream<MeasureDefinition> findings(Change change) {
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
