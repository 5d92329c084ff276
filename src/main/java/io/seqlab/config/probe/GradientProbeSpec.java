package io.seqlab.config.probe;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Measures gradients of the encoder output with respect to its input at each source position. */
@TypeName("gradient")
@Doc(
    "Norms of derivatives with respect to the input vector of the encoder's first layer at each source position: Frobenius norm of the Jacobian of the source summary and of the last state, norm of the gradient of the loss")
public record GradientProbeSpec(
    @Doc("Whether the probe also runs on the initial weights") @Default("true") boolean initial,
    @Doc(
            "Whether the log10 of the norm at the first token divided by that at the last is also measured at each validation")
        @Default("false")
        boolean during,
    @Doc("Lengths of random sources in tokens, such as [10, 50, 200]; [] uses test examples")
        @Default("[]")
        List<Integer> lengths,
    @Doc("Number of examples for each length; norms are root mean squares over them") @Default("32")
        int examples)
    implements ProbeSpec {
  public GradientProbeSpec {
    Require.lengths("lengths", lengths);
    Require.exampleCount("examples", examples);
  }

  @Override
  public List<MeasureDefinition> validationMeasures() {
    return during ? Stream.of(Output.values()).map(Output::logRatio).toList() : List.of();
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    if (!measures(measure)) {
      return Optional.empty();
    } else if (dimension.equals("layer")) {
      return Optional.of(AxisPoints.between(1, model.encoder().layers()));
    }
    boolean fixed = dimension.equals("source_length") && !lengths.isEmpty();
    return fixed ? Optional.of(AxisPoints.of(lengths)) : Optional.empty();
  }

  @Override
  public List<MeasureDefinition> measures() {
    List<MeasureDefinition> measures = new ArrayList<>();
    for (Output output : Output.values()) {
      measures.add(output.norm());
      measures.add(output.logRatio());
      measures.add(output.decay());
    }
    measures.add(
        MeasureDefinition.along(
                "gradient_loss",
                "Norm of the gradient of the negative log-likelihood of the target, in nats, with respect to the input vector of a source token",
                Set.of("distance", "source_position"))
            .notNegative());
    measures.add(
        MeasureDefinition.along(
                "gradient_reach",
                "Number of source positions whose gradient norm, of the state of a layer at the last position, exceeds 1e-6 of the largest",
                Set.of("layer"))
            .notNegative());
    return measures;
  }

  /** What the encoder passes on, of which derivatives are taken. */
  private enum Output {
    SUMMARY("gradient_summary", "source summary"),
    STATE("gradient_state", "encoder state at the last source position");

    private final String measure;
    private final String jacobian;

    Output(String measure, String output) {
      this.measure = measure;
      this.jacobian =
          "Frobenius norm of the derivative of the %s with respect to the input vector of a source token"
              .formatted(output);
    }

    MeasureDefinition norm() {
      return MeasureDefinition.along(
              measure,
              jacobian + "; distance 0 is end-of-sequence, the last token",
              Set.of("distance"))
          .notNegative();
    }

    MeasureDefinition logRatio() {
      return MeasureDefinition.along(
          measure + "_log_ratio",
          jacobian
              + ": log10 of that of the first token divided by that of end-of-sequence, the last token; −3 is a thousandth",
          Set.of("source_length"));
    }

    MeasureDefinition decay() {
      return MeasureDefinition.scalar(
          measure + "_decay",
          jacobian + ": slope of its natural logarithm over the distance to the last token");
    }
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.gradient().apply(this);
  }
}
