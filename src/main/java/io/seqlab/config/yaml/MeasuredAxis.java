package io.seqlab.config.yaml;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.AvailableMeasures;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.MilestoneSpec;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.ExampleLengths.Sides;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The points of dimensions at which one measure of a model is taken, as far as a study tells.
 *
 * @param study at one grid point
 * @param name of the model
 */
record MeasuredAxis(StudySpec study, String name, String measure) {
  private static final String SOURCE_LENGTH = "source_length";
  private static final String TARGET_LENGTH = "target_length";
  private static final Set<String> LENGTHS = Set.of(SOURCE_LENGTH, TARGET_LENGTH);

  /** Throws if the model lacks the measure. */
  void requireMeasured() {
    for (ProbeSpec probe : study.probes()) {
      if (probe.measures(measure)) {
        Optional<String> reason = probe.missing(measure, model(), study.task());
        require(
            reason.isEmpty(),
            "measure",
            "model %s has no %s, as %s; take another model or measure",
            name,
            measure,
            reason.orElse(""));
      }
    }
  }

  /** The points of a dimension; empty if the data decides. */
  Optional<AxisPoints> points(String dimension) {
    if (isMetricByLength(dimension)) {
      return ExampleLengths.of(study.task()).map(lengths -> lengths(dimension, lengths.test()));
    }
    for (ProbeSpec probe : study.probes()) {
      Optional<AxisPoints> points = probe.points(measure, dimension, model(), study.task());
      if (points.isPresent()) {
        return points;
      }
    }
    return dimension.equals(AvailableMeasures.STEP)
        ? study.training().budget().steps().map(steps -> AxisPoints.between(1, clipped(steps)))
        : Optional.empty();
  }

  private static int clipped(long steps) {
    return (int) Math.min(steps, Integer.MAX_VALUE);
  }

  private static AxisPoints lengths(String dimension, Sides sides) {
    return dimension.equals(SOURCE_LENGTH)
        ? AxisPoints.between(sides.minSource(), sides.maxSource())
        : AxisPoints.between(sides.minTarget(), sides.maxTarget());
  }

  /**
   * Those of the points that a range selects; empty if the data decides.
   *
   * @throws io.seqlab.config.schema.InvalidSpecException if there are none
   */
  Optional<AxisPoints> select(String dimension, ValueRange range) {
    Optional<AxisPoints> points = points(dimension);
    Optional<AxisPoints> selected = points.map(range::select);
    require(
        selected.isEmpty() || selected.get().size() > 0,
        "where",
        "where: {%s: %s} selects no %s",
        dimension,
        range.yaml(),
        points.map(all -> available(dimension, all)).orElse(""));
    if (TrainingMeasure.ofKey(measure).isPresent()) {
      requireMilestone(dimension, range);
    }
    return selected;
  }

  private void requireMilestone(String metric, ValueRange range) {
    List<Double> milestones =
        study.milestones().stream()
            .filter(milestone -> milestone.metric().key().equals(metric))
            .map(MilestoneSpec::reaches)
            .toList();
    require(
        milestones.stream().anyMatch(value -> range.contains(value.toString())),
        "where",
        "where: {%s: %s} selects no milestone: the study has %s",
        metric,
        range.yaml(),
        milestones.stream().map(Object::toString).collect(Collectors.joining(", ")));
  }

  private String available(String dimension, AxisPoints all) {
    if (all.size() == 0) {
      return "point: %s of model %s has no values by %s".formatted(measure, name, dimension);
    }
    return isMetricByLength(dimension)
        ? "test example: they have %s tokens".formatted(all.describe())
        : "point: %s is measured at %s %s".formatted(measure, dimension, all.describe());
  }

  /** Whether selecting all points of a dimension changes nothing. */
  boolean isPooledOver(String dimension) {
    MeasureDefinition definition = study.measures().definitions().get(measure);
    return isMetricByLength(dimension) || definition.dimensions().equals(Set.of(dimension));
  }

  /** Whether the measure is a metric over the test examples of each length, not over bins. */
  private boolean isMetricByLength(String dimension) {
    return LENGTHS.contains(dimension)
        && MetricName.ofKey(measure).filter(study.metrics()::contains).isPresent();
  }

  private ModelSpec model() {
    return study.models().get(name);
  }
}
