package io.seqlab.config.probe;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.PrefixLmSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Measures attention weights under teacher forcing. */
@TypeName("attention")
@Doc("Entropy of attention weights and their agreement with gold alignments")
public record AttentionProbeSpec(
    @Doc("Number of test examples; the first ones are used") @Default("500") int examples,
    @Doc("Whether the probe also runs on the initial weights") @Default("false") boolean initial,
    @Doc(
            "Source tokens, such as pronouns, whose self-attention to the gold-aligned source tokens is measured; Transformer encoders only")
        @Default("[]")
        List<String> from)
    implements ProbeSpec {
  private static final String HEAD = "head";
  private static final String ENCODER_HEAD = "encoder_head";
  private static final String SHIFT = "shift";
  private static final String STEP_SHIFT = "step_shift";
  private static final String LOG2_RANK = "log2_rank";
  private static final String ON_GOLD = "attention_on_gold";
  private static final String ERROR_RATE = "alignment_error_rate";
  private static final String BEST_HEAD = "best_head_";
  private static final String DIVERGENCE = "head_divergence";
  private static final String ENCODER_ON_GOLD = "encoder_attention_on_gold";
  private static final String ENCODER_BEST_HEAD = "encoder_best_head_attention_on_gold";

  public AttentionProbeSpec {
    Require.positive("examples", examples);
    if (!from.isEmpty()) {
      Require.distinct("from", from);
    }
  }

  @Override
  public List<MeasureDefinition> measures() {
    return Stream.concat(weightMeasures(), from.isEmpty() ? Stream.of() : selfAttentionMeasures())
        .toList();
  }

  private static Stream<MeasureDefinition> selfAttentionMeasures() {
    String weight =
        "Mean self-attention weight of the encoder from given source tokens to those that the gold alignment joins them with";
    return Stream.of(
        MeasureDefinition.along(ENCODER_ON_GOLD, weight, Set.of(ENCODER_HEAD)).share(),
        MeasureDefinition.scalar(
                ENCODER_BEST_HEAD,
                weight + ", of the head with the highest, chosen on the same examples")
            .share());
  }

  private static Stream<MeasureDefinition> weightMeasures() {
    Set<String> alone = Set.of(MeasureDefinition.SCALAR);
    Set<String> heads = Set.of(MeasureDefinition.SCALAR, HEAD);
    return Stream.of(
            concentration("encoder_", "the self-attention heads of the encoder", alone),
            concentration("", "the attention over the source", heads),
            goldMeasures(),
            Stream.of(
                MeasureDefinition.along(
                        "attention_mass",
                        "Share of all attention weight on source tokens of a frequency rank",
                        Set.of(LOG2_RANK))
                    .share(),
                MeasureDefinition.along(
                        "attention_ratio",
                        "Attention weight on source tokens of a frequency rank divided by their weight under uniform attention",
                        Set.of(LOG2_RANK))
                    .notNegative()))
        .flatMap(Function.identity());
  }

  /**
   * How concentrated the rows of weights are.
   *
   * @param heads dimensions of the measures that are also taken of single heads
   */
  private static Stream<MeasureDefinition> concentration(
      String prefix, String attention, Set<String> heads) {
    String rows = "rows of weights of %s".formatted(attention);
    String gradient =
        "Frobenius norm of the derivative of the weights with respect to their scores (0 if one token has all weight), %s over the "
            + rows;
    return Stream.of(
        MeasureDefinition.along(
                prefix + "attention_entropy", "Mean entropy, in nats, of the " + rows, heads)
            .notNegative(),
        MeasureDefinition.scalar(
                prefix + "attention_entropy_share",
                "Mean entropy, as a share of its maximum, of the " + rows)
            .share(),
        MeasureDefinition.along(
                prefix + "attention_saturation",
                "Share of rows with a weight above 0.99 among the " + rows,
                heads)
            .share(),
        MeasureDefinition.scalar(prefix + "attention_softmax_gradient", gradient.formatted("mean"))
            .share(),
        MeasureDefinition.scalar(
                prefix + "attention_softmax_gradient_median", gradient.formatted("median"))
            .share(),
        MeasureDefinition.scalar(
                prefix + "attention_sum_error",
                "Largest distance from 1 of the sums of the " + rows)
            .notNegative(),
        MeasureDefinition.scalar(
                prefix + DIVERGENCE,
                "Jensen-Shannon divergence, as a share of its maximum, between the heads of a layer, mean over the "
                    + rows)
            .share());
  }

  private static Stream<MeasureDefinition> goldMeasures() {
    String errorRate =
        "Alignment error rate (Och and Ney 2003) of the links from each target token to the source token with the largest weight";
    return Stream.of(
        MeasureDefinition.along(
                ON_GOLD,
                "Mean attention weight on the source tokens of the gold alignment",
                Set.of(MeasureDefinition.SCALAR, HEAD))
            .share(),
        MeasureDefinition.along(
                ERROR_RATE, errorRate, Set.of(MeasureDefinition.SCALAR, HEAD, SHIFT, STEP_SHIFT))
            .share(),
        MeasureDefinition.scalar(
                BEST_HEAD + ERROR_RATE,
                errorRate + ", of the head with the lowest, chosen on the same examples")
            .share());
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    int heads = model.decoder().sourceAttentionHeads();
    return switch (measures(measure) ? dimension : "") {
      case HEAD -> Optional.of(AxisPoints.between(1, heads > 1 ? heads : 0));
      case ENCODER_HEAD -> Optional.of(AxisPoints.between(1, model.encoder().selfAttentionHeads()));
      case SHIFT, STEP_SHIFT -> Optional.of(AxisPoints.between(-1, 1));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> missing(String measure, ModelSpec model, TaskSpec task) {
    String name = ProbeSpec.trained(measure);
    int heads = model.decoder().sourceAttentionHeads();
    if (name.startsWith("encoder_") && model.encoder().selfAttentionHeads() == 0) {
      return Optional.of("its encoder has no self-attention weights");
    } else if (!name.startsWith("encoder_") && heads == 0) {
      return Optional.of(NO_ATTENTION);
    } else if (name.startsWith(BEST_HEAD) && heads == 1) {
      return Optional.of("its attention has a single head");
    }
    if (name.endsWith(DIVERGENCE) && headsPerLayer(model, name.startsWith("encoder_")) < 2) {
      return Optional.of("its attention has a single head in each layer");
    }
    boolean gold = name.endsWith(ON_GOLD) || name.endsWith(ERROR_RATE);
    return gold && !task.hasAlignments() ? Optional.of(NO_ALIGNMENTS) : Optional.empty();
  }

  private static int headsPerLayer(ModelSpec model, boolean encoder) {
    return encoder
        ? model
            .encoder()
            .match(
                new EncoderSpec.Cases<>(
                    rnn -> 0, TransformerEncoderSpec::heads, conv -> 0, PrefixLmSpec::heads))
        : model
            .decoder()
            .match(
                new DecoderSpec.Cases<>(
                    rnn -> rnn.attention().heads(),
                    TransformerDecoderSpec::heads,
                    labeller -> 0,
                    conv -> 1,
                    PrefixLmSpec::heads));
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.attention().apply(this);
  }
}
