package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.Control;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.statistics.SeedLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The controls of a test, evaluated on its runs.
 *
 * @param results one for each control, model and point of the grid
 * @param met seeds whose runs all meet every control
 */
record Controls(List<ControlResult> results, Set<Long> met) {
  private static final long ANY_SEED = 0;

  /** Evaluates controls on the runs that a test selects, with these seeds. */
  static Controls of(
      Evidence evidence, ClaimTest test, List<Control> controls, Collection<Long> seeds)
      throws InsufficientDataException {
    List<ControlResult> results = new ArrayList<>();
    Set<Long> met = new LinkedHashSet<>(seeds);
    for (Control control : controls) {
      Map<RunKey, Map<Long, Double>> variants = values(evidence, test, control, seeds);
      variants.forEach(
          (variant, values) -> {
            List<Long> meeting =
                values.keySet().stream().filter(s -> control.isMet(values.get(s))).toList();
            met.retainAll(meeting);
            results.add(result(control, variant, meeting.size(), values.values()));
          });
    }
    return new Controls(results, met);
  }

  /** The first control that too few seeds meet, in words. */
  Optional<String> failure() {
    return results.stream()
        .filter(result -> !result.passed())
        .findFirst()
        .map(
            result ->
                "control failed: %s is met by %d of %d seeds, median %.4g"
                    .formatted(result.control(), result.met(), result.seeds(), result.median()));
  }

  private static ControlResult result(
      Control control, RunKey variant, int meeting, Collection<Double> values) {
    return new ControlResult(
        TestDescription.of(control, variant),
        meeting,
        values.size(),
        control.seeds(),
        SeedLocation.MEDIAN.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** The value of each seed, for each model at each selected point of the grid. */
  private static Map<RunKey, Map<Long, Double>> values(
      Evidence evidence, ClaimTest test, Control control, Collection<Long> seeds)
      throws InsufficientDataException {
    Set<String> gridKeys = evidence.gridKeys();
    Map<String, ValueRange> slice = new LinkedHashMap<>(control.where());
    slice.keySet().removeAll(gridKeys);
    Map<RunKey, Map<Long, Double>> values = new LinkedHashMap<>();
    for (ClaimOperand operand : operands(test, control)) {
      Map<String, ValueRange> grid = new LinkedHashMap<>(operand.where());
      grid.keySet().retainAll(gridKeys);
      for (RunKey run : MeasureSeries.runs(evidence, operand.model(), grid, seeds)) {
        RunKey variant = new RunKey(run.model(), ANY_SEED, run.grid());
        double value =
            new RunMeasures(evidence, run)
                .points(control.measure(), slice, Optional.empty())
                .firstEntry()
                .getValue()
                .value();
        values.computeIfAbsent(variant, key -> new LinkedHashMap<>()).put(run.seed(), value);
      }
    }
    return values;
  }

  /**
   * The models that a control concerns, with the points of the test; points of the control take
   * precedence.
   */
  private static List<ClaimOperand> operands(ClaimTest test, Control control) {
    List<ClaimOperand> tested = test.criterion().operands();
    Set<String> models = new LinkedHashSet<>(control.of());
    if (models.isEmpty()) {
      tested.forEach(operand -> models.add(operand.model()));
    }
    return models.stream()
        .flatMap(
            model -> {
              List<ClaimOperand> own =
                  tested.stream().filter(operand -> operand.model().equals(model)).toList();
              return own.isEmpty()
                  ? Stream.of(new ClaimOperand(model, control.where(), Optional.empty()))
                  : own.stream().map(operand -> selecting(operand, test, control));
            })
        .distinct()
        .toList();
  }

  private static ClaimOperand selecting(ClaimOperand operand, ClaimTest test, Control control) {
    Map<String, ValueRange> where = new LinkedHashMap<>(test.where());
    where.putAll(operand.where());
    where.putAll(control.where());
    return new ClaimOperand(operand.model(), where, Optional.empty());
  }
}
