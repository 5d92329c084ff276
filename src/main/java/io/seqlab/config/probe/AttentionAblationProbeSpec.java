package io.seqlab.config.probe;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private static final String ENCODER_HEAD = "encoder_head";
  private static final String DECODER_HEAD = "decoder_head";
  private static final String CROSS_HEAD = "cross_head";

  /** An intervention on attention. */
  public enum Change {
    @Doc("Attention weights over the source are randomly permuted (Jain and Wallace 2019)")
    PERMUTE("permuted_", "when the attention weights are permuted at random"),
    @Doc("Attention over the source is uniform")
    FLATTEN("flattened_", "when all source tokens have the same attention weight"),
    @Doc("Each head of a Transformer in turn outputs zeros (Michel et al. 2019)")
    HEADS("without_head_", "when the output of a head is zero");

    private final String prefix;
    private final String circumstance;

    Change(String prefix, String circumstance) {
      this.prefix = prefix;
      this.circumstance = circumstance;
    }

    private MeasureDefinition measure(String name, String meaning) {
      Set<String> dimensions =
          this == HEADS
              ? Set.of(ENCODER_HEAD, DECODER_HEAD, CROSS_HEAD)
              : Set.of(MeasureDefinition.SCALAR);
      return MeasureDefinition.along(name, meaning, dimensions).prefixed(prefix, circumstance);
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
    Stream<MeasureDefinition> ofOutput =
        Stream.of(
            change.measure("output_distance", OUTPUT_DISTANCE),
            change.measure("argmax_changed", ARGMAX_CHANGED));
    return Stream.concat(ofOutput, metrics.stream().flatMap(metric -> measures(change, metric)));
  }

  private static Stream<MeasureDefinition> measures(Change change, MetricName metric) {
    return Stream.of(
        change.measure(metric.key(), metric.meaning()),
        change.measure(
            metric.key() + "_change",
            "Change of %s against the whole model".formatted(metric.key())));
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    return switch (measures(measure) ? dimension : "") {
      case ENCODER_HEAD ->
          Optional.of(
              AxisPoints.between(1, joined(model) ? 0 : model.encoder().selfAttentionHeads()));
      case DECODER_HEAD ->
          Optional.of(
              AxisPoints.between(1, joined(model) ? 0 : model.decoder().selfAttentionHeads()));
      case CROSS_HEAD -> Optional.of(AxisPoints.between(1, model.decoder().selfAttentionHeads()));
      default -> Optional.empty();
    };
  }

  /** Whether encoder and decoder share their heads, which all count as cross_head. */
  private static boolean joined(ModelSpec model) {
    return model.decoder().joinsSource();
  }

  @Override
  public Optional<String> missing(String measure, ModelSpec model, TaskSpec task) {
    if (measure.startsWith(Change.HEADS.prefix)) {
      return model.encoder().selfAttentionHeads() + model.decoder().selfAttentionHeads() > 0
          ? Optional.empty()
          : Optional.of("neither its encoder nor its decoder is a Transformer");
    }
    return model.decoder().sourceAttentionHeads() > 0
        ? Optional.empty()
        : Optional.of(NO_ATTENTION);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.attentionAblation().apply(this);
  }
}
