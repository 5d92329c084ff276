package io.seqlab.config.probe;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.TaskSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Metrics of decoded outputs by subset of the test examples. */
@TypeName("slices")
@Doc("Metrics of outputs by target length, and token accuracy by position, frequency and alignment")
public record SlicesProbeSpec(
    @Doc("Properties by which results are grouped") @Default("[target_length, position, frequency]")
        List<By> by,
    @Doc("Metrics by target length; the other groups have token accuracy only")
        @Default("[exact_match, token_accuracy]")
        List<MetricName> metrics,
    @Doc("Width of the bins of target length and of position, in tokens") @Default("1") int bin)
    implements ProbeSpec {

  /** A property by which results are grouped. */
  public enum By {
    @Doc("Length of the reference in tokens, without end-of-sequence")
    TARGET_LENGTH("target_length"),
    @Doc("Position of a token in the reference, from 1; end-of-sequence is the last")
    POSITION("position"),
    @Doc(
        "floor(log2 of the count of the reference token in the training targets), where end-of-sequence occurs once in each")
    FREQUENCY("log2_frequency"),
    @Doc(
        "Steps between reading the nearest aligned source token and writing the target token; aligned tokens only, for tasks with alignments")
    ALIGNMENT_DISTANCE("alignment_distance");

    private final String dimension;

    By(String dimension) {
      this.dimension = dimension;
    }

    /** The dimension of its measures. */
    public String dimension() {
      return dimension;
    }
  }

  public SlicesProbeSpec {
    Require.distinct("by", by);
    require(!metrics.isEmpty(), "metrics", "metrics needs at least one metric");
    Require.length("bin", bin);
  }

  /** All metrics that the probe needs: {@code metrics} and token accuracy. */
  public Set<MetricName> requiredMetrics() {
    Set<MetricName> required = new LinkedHashSet<>(metrics);
    required.add(MetricName.TOKEN_ACCURACY);
    return required;
  }

  @Override
  public List<MeasureDefinition> measures() {
    return by.stream().flatMap(this::measures).toList();
  }

  private Stream<MeasureDefinition> measures(By slice) {
    List<MetricName> sliced =
        slice == By.TARGET_LENGTH ? metrics : List.of(MetricName.TOKEN_ACCURACY);
    return sliced.stream()
        .map(
            metric ->
                MeasureDefinition.along(metric.key(), metric.meaning(), Set.of(slice.dimension))
                    .like(metric));
  }

  @Override
  public Optional<AxisPoints> points(
      String measure, String dimension, ModelSpec model, TaskSpec task) {
    if (!measures(measure)) {
      return Optional.empty();
    } else if (dimension.equals(By.ALIGNMENT_DISTANCE.dimension) && !task.hasAlignments()) {
      return Optional.of(AxisPoints.between(1, 0));
    }
    boolean positions = dimension.equals(By.POSITION.dimension);
    return bin == 1 && (positions || dimension.equals(By.TARGET_LENGTH.dimension))
        ? ExampleLengths.of(task).map(lengths -> targets(lengths.test(), positions))
        : Optional.empty();
  }

  private static AxisPoints targets(ExampleLengths.Sides test, boolean positions) {
    return positions
        ? AxisPoints.between(1, test.maxTarget() + 1)
        : AxisPoints.between(test.minTarget(), test.maxTarget());
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.slices().apply(this);
  }
}
