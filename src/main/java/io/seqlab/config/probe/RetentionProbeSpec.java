package io.seqlab.config.probe;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.TaskSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures how well a linear classifier recovers source tokens from encoder states. */
@TypeName("retention")
@Doc("Accuracy of a linear classifier that predicts source tokens from encoder summary and states")
public record RetentionProbeSpec(
    @Doc("Whether the probe also runs on the initial weights") @Default("false") boolean initial,
    @Doc(
            "Lengths of random sources in tokens, such as [10, 50, 200]; [] uses train and test examples")
        @Default("[]")
        List<Integer> lengths,
    @Doc("Number of sources that train the classifier") @Default("2000") int train,
    @Doc("Number of held-out sources that evaluate it") @Default("1000") int test,
    @Doc(
            "Whether each token is also predicted from the summary, and the first token from each state")
        @Default("true")
        boolean distances,
    @Doc("L2 regularisation of the classifier") @Default("1e-3") double ridge)
    implements ProbeSpec {
  public RetentionProbeSpec {
    Require.lengths("lengths", lengths);
    Require.exampleCount("train", train);
    Require.exampleCount("test", test);
    Require.aboveZero("ridge", ridge);
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    boolean fixed = dimension.equals("source_length") && measures(measure) && !lengths.isEmpty();
    return fixed ? Optional.of(AxisPoints.of(lengths)) : Optional.empty();
  }

  @Override
  public List<MeasureDefinition> measures() {
    Set<String> dimensions = new HashSet<>(Set.of(MeasureDefinition.SCALAR, "source_length"));
    if (distances) {
      dimensions.add("distance");
    }
    MeasureDefinition retention =
        MeasureDefinition.along(
            "retention",
            "Accuracy with which a linear classifier predicts the first source token (along distance: the token at that distance from the end) from the source summary, scaled so that 0 is chance and 1 is every token",
            dimensions);
    MeasureDefinition accuracy =
        MeasureDefinition.along(
                "retention_accuracy",
                "Accuracy with which a linear classifier predicts the first source token from the source summary",
                Set.of("source_length"))
            .share();
    MeasureDefinition state =
        MeasureDefinition.along(
            "retention_state",
            "Accuracy with which a linear classifier predicts the first source token from the encoder state at that distance after it, scaled so that 0 is chance and 1 is every token",
            Set.of("distance"));
    return distances ? List.of(retention, accuracy, state) : List.of(retention, accuracy);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.retention().apply(this);
  }
}
