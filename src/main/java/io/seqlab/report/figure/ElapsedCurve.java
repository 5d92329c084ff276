package io.seqlab.report.figure;

import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.result.record.Measure;
import io.seqlab.statistics.SampleSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A learning curve over epochs or seconds instead of steps. */
final class ElapsedCurve {
  private ElapsedCurve() {}

  /**
   * The mean over seeds at each validation that every seed has, at the mean elapsed training. Over
   * epochs, the first validation after each completed epoch.
   *
   * @param measures of one variant: the learning curve, and the elapsed training, by step
   */
  static Curve of(
      String label, int number, String measure, ElapsedUnit unit, List<Measure> measures) {
    Map<Double, List<Double>> values = byStep(measures, measure);
    Map<Double, List<Double>> elapsed = byStep(measures, unit.measure());
    long seeds = measures.stream().map(m -> m.key().seed()).distinct().count();
    List<Curve.Point> points = new ArrayList<>();
    double epoch = 0;
    for (Map.Entry<Double, List<Double>> step : values.entrySet()) {
      List<Double> at = elapsed.getOrDefault(step.getKey(), List.of());
      double x = at.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
      boolean complete = step.getValue().size() == seeds && at.size() == seeds;
      if (complete && (unit == ElapsedUnit.SECONDS || x > epoch)) {
        points.add(
            new Curve.SeedMean(
                x, SampleSummary.of(step.getValue().stream().mapToDouble(Double::doubleValue))));
        epoch = x;
      }
    }
    return new Curve(label, number, points);
  }

  private static Map<Double, List<Double>> byStep(List<Measure> measures, String name) {
    Map<Double, List<Double>> byStep = new TreeMap<>();
    measures.stream()
        .filter(m -> m.measure().equals(name) && m.dimension().equals(Measure.STEP))
        .filter(m -> Double.isFinite(m.value()))
        .forEach(m -> byStep.computeIfAbsent(m.x(), x -> new ArrayList<>()).add(m.value()));
    return byStep;
  }
}
