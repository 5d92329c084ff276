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
  public List<String> validationMeasures() {
    return during ? List.of("gradient_summary_log_ratio", "gradient_state_log_ratio") : List.of();
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
    for (String vector : List.of("gradient_summary", "gradient_state")) {
      measures.add(MeasureDefinition.along(vector, "distance").notNegative());
      measures.add(MeasureDefinition.along(vector + "_log_ratio", "source_length"));
      measures.add(MeasureDefinition.scalar(vector + "_decay"));
    }
    measures.add(
        MeasureDefinition.along("gradient_loss", "distance", "source_position").notNegative());
    measures.add(MeasureDefinition.along("gradient_reach", "layer").notNegative());
    return measures;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.gradient().apply(this);
  }
}
