package io.seqlab.config.probe;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.AttentionKind;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Measures how sensitive a model is to the order of its input. */
@TypeName("order")
@Doc(
    "Change of states and output distribution when source or target prefix is shuffled, or later target tokens are replaced")
public record OrderProbeSpec(
    @Doc("Number of test examples; the first ones are used") @Default("200") int examples,
    @Doc("Whether the probe also runs on the initial weights") @Default("false") boolean initial,
    @Doc(
            "Positions to which words are moved, such as [1, 4, 16]: how queries and keys of the first encoder layer change; Transformer encoders only")
        @Default("[]")
        List<Integer> positions)
    implements ProbeSpec {
  /** The largest: queries and keys of twice as many positions are computed at once. */
  private static final int MAX_POSITION = 10_000;

  private static final String POSITION = "position";
  private static final String DISTANCE = "distance";
  private static final String NORM_CHANGE = "position_norm_change";
  private static final String COSINE_CHANGE = "position_cosine_change";
  private static final String SCORE_CHANGE = "position_score_change";

  public OrderProbeSpec {
    Require.positive("examples", examples);
    Require.increasing("positions", positions, MAX_POSITION);
  }

  /** Distances between two words: none, and each of the positions. */
  public List<Integer> distances() {
    return Stream.concat(Stream.of(0), positions.stream()).toList();
  }

  /**
   * Number of positions that words are moved to, the first included: 2p + 1, p the last of the
   * list.
   */
  public int length() {
    return positions.isEmpty() ? 0 : 2 * positions.get(positions.size() - 1) + 1;
  }

  @Override
  public List<MeasureDefinition> measures() {
    return Stream.concat(
            Stream.of(
                MeasureDefinition.scalar(
                        "source_order_state_change",
                        "Largest change of a component of an encoder state when the source is shuffled, each token compared with itself")
                    .notNegative(),
                MeasureDefinition.scalar(
                        "source_order_summary_change",
                        "Largest change of a component of the source summary when the source is shuffled")
                    .notNegative(),
                outputDistance("source_order_", "when the source is shuffled"),
                argmaxChanged("source_order_", "when the source is shuffled"),
                outputDistance("target_order_", "when the target before it is shuffled"),
                argmaxChanged("target_order_", "when the target before it is shuffled"),
                MeasureDefinition.scalar(
                        "target_future_change",
                        "Largest change of a next-token probability when later target tokens are replaced")
                    .share(),
                MeasureDefinition.scalar(
                        "target_past_change",
                        "Largest change of a next-token probability when earlier target tokens are replaced")
                    .share()),
            positions.isEmpty() ? Stream.of() : positionMeasures())
        .toList();
  }

  private static MeasureDefinition outputDistance(String prefix, String when) {
    return MeasureDefinition.scalar(prefix + "output_distance", OUTPUT_DISTANCE + " " + when)
        .share();
  }

  private static MeasureDefinition argmaxChanged(String prefix, String when) {
    return MeasureDefinition.scalar(prefix + "argmax_changed", ARGMAX_CHANGED + " " + when).share();
  }

  private static Stream<MeasureDefinition> positionMeasures() {
    return Stream.of(
        MeasureDefinition.along(
                NORM_CHANGE,
                "Largest relative change of the norm of a query whose word is moved there from the first position",
                Set.of(POSITION))
            .notNegative(),
        MeasureDefinition.along(
                COSINE_CHANGE,
                "Mean change of the cosine of a query and a key when their words are moved from the first position to this distance",
                Set.of(DISTANCE))
            .notNegative(),
        MeasureDefinition.along(
                SCORE_CHANGE,
                "Largest change of the product of a query and a key at this distance when both are moved on together, as a share of the product of their norms",
                Set.of(DISTANCE))
            .notNegative());
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    return switch (measures(measure) ? dimension : "") {
      case POSITION -> Optional.of(AxisPoints.of(positions));
      case DISTANCE -> Optional.of(AxisPoints.of(distances()));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> missing(String measure, ModelSpec model, TaskSpec task) {
    return ProbeSpec.trained(measure).startsWith(POSITION)
        ? withoutPositions(model)
        : Optional.empty();
  }

  /**
   * Why the measures of queries and keys by position do not exist for a model; empty if they do.
   */
  public Optional<String> withoutPositions(ModelSpec model) {
    if (!(model.encoder() instanceof TransformerEncoderSpec encoder)) {
      return Optional.of("its encoder is no Transformer encoder");
    } else if (encoder.selfAttention() == AttentionKind.LINEAR) {
      return Optional.of("its scores are no products of queries and keys");
    } else if (encoder.positions() == PositionalEncoding.RELATIVE) {
      return Optional.of("its positions act on scores, not on queries and keys");
    } else if (encoder.maxLength().orElse(length()) < length()) {
      return Optional.of(
          "the probe needs %d positions, and it has %d"
              .formatted(length(), encoder.maxLength().getAsInt()));
    }
    return Optional.empty();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.order().apply(this);
  }
}
