package io.seqlab.report.figure;

import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Quantity.Better;
import io.seqlab.result.record.TaskComparison;
import io.seqlab.result.record.TaskComparison.ModelScores;
import java.util.List;
import java.util.stream.IntStream;

/** The figure of performance profiles (Dolan and Moré 2002; Agarwal et al. 2021). */
public final class PerformanceProfiles {
  /** What the figure shows. */
  public static final String DESCRIPTION =
      "A line shows the fraction of runs with a score above the value on the x axis, mean over tasks;"
          + " bands are 95 % intervals at each value. If one line is above another everywhere, its"
          + " model is better at every score; if lines cross, which is better depends on the score."
          + " With more than six lines the bands are omitted.";

  private PerformanceProfiles() {}

  /** One line for each model. */
  public static LineFigure of(TaskComparison comparison) {
    Quantity score = Quantity.of(comparison.metric());
    List<ModelScores> models = comparison.models();
    List<Curve> curves =
        IntStream.range(0, models.size()).mapToObj(i -> curve(models.get(i), i, score)).toList();
    return new LineFigure(
        "performance-profiles",
        "Performance profiles",
        score,
        new Quantity("Runs with a higher score", "%", 100, 1, Better.HIGHER),
        new AxisScales(false, false),
        curves);
  }

  private static Curve curve(ModelScores model, int number, Quantity score) {
    return new Curve(
        model.model(),
        number,
        model.profile().stream()
            .<Curve.Point>map(
                point ->
                    new Curve.Estimate(
                        score.scaled(point.threshold()),
                        point.fractionAbove().value(),
                        point.fractionAbove().low(),
                        point.fractionAbove().high()))
            .toList());
  }
}
