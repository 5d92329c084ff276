package io.seqlab.config.probe;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.TaskSpec;
import java.util.List;
import java.util.Optional;

/** Measures attention weights under teacher forcing. */
@TypeName("attention")
@Doc("Entropy of attention weights and their agreement with gold alignments")
public record AttentionProbeSpec(
    @Doc("Number of test examples; the first ones are used") @Default("500") int examples,
    @Doc("Whether the probe also runs on the initial weights") @Default("false") boolean initial)
    implements ProbeSpec {
  private static final String HEAD = "head";
  private static final String SHIFT = "shift";
  private static final String STEP_SHIFT = "step_shift";
  private static final String ON_GOLD = "attention_on_gold";
  private static final String ERROR_RATE = "alignment_error_rate";
  private static final String BEST_HEAD = "best_head_";

  public AttentionProbeSpec {
    Require.positive("examples", examples);
  }

  @Override
  public List<MeasureDefinition> measures() {
    return List.of(
        MeasureDefinition.scalar("encoder_attention_entropy").notNegative(),
        MeasureDefinition.scalar("encoder_attention_entropy_share").share(),
        MeasureDefinition.scalar("encoder_attention_saturation").share(),
        MeasureDefinition.along("attention_entropy", MeasureDefinition.SCALAR, HEAD).notNegative(),
        MeasureDefinition.scalar("attention_entropy_share").share(),
        MeasureDefinition.along("attention_saturation", MeasureDefinition.SCALAR, HEAD).share(),
        MeasureDefinition.along(ON_GOLD, MeasureDefinition.SCALAR, HEAD).share(),
        MeasureDefinition.along(ERROR_RATE, MeasureDefinition.SCALAR, HEAD, SHIFT, STEP_SHIFT)
            .share(),
        MeasureDefinition.scalar(BEST_HEAD + ERROR_RATE).share(),
        MeasureDefinition.along("attention_mass", "log2_rank").share(),
        MeasureDefinition.along("attention_ratio", "log2_rank").notNegative());
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    int heads = model.decoder().sourceAttentionHeads();
    return switch (measures(measure) ? dimension : "") {
      case HEAD -> Optional.of(AxisPoints.between(1, heads > 1 ? heads : 0));
      case SHIFT, STEP_SHIFT -> Optional.of(AxisPoints.between(-1, 1));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> missing(String measure, ModelSpec model, TaskSpec task) {
    String name = ProbeSpec.trained(measure);
    int heads = model.decoder().sourceAttentionHeads();
    if (name.startsWith("encoder_")) {
      return model.encoder().selfAttentionHeads() > 0
          ? Optional.empty()
          : Optional.of("its encoder has no self-attention");
    } else if (heads == 0) {
      return Optional.of(NO_ATTENTION);
    } else if (name.startsWith(BEST_HEAD) && heads == 1) {
      return Optional.of("its attention has a single head");
    }
    boolean gold = name.equals(ON_GOLD) || name.endsWith(ERROR_RATE);
    return gold && !task.hasAlignments() ? Optional.of(NO_ALIGNMENTS) : Optional.empty();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.attention().apply(this);
  }
}
