package io.seqlab.config.yaml;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.InvalidSpecException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rejects tests of claims that no result can decide: points that the grid, the task, the model or
 * the probe does not have, several runs of one seed, fewer than two points of a trend, or operands
 * that are the same.
 *
 * @param operands of the test, one or two
 */
record ClaimPoints(ClaimTest test, List<OperandPoints> operands) {

  static void requireDecidable(StudySpec study, YamlNode written) {
    for (int i = 0; i < study.claims().size(); i++) {
      List<ClaimTest> parts = study.claims().get(i).parts();
      for (int j = 0; j < parts.size(); j++) {
        String path = "claims[%d].parts[%d]".formatted(i, j);
        try {
          of(study, parts.get(j)).requireDecidable();
        } catch (InvalidSpecException e) {
          throw ConfigException.at(written.locationOf(path), path + ": " + e.getMessage());
        }
      }
    }
  }

  private static ClaimPoints of(StudySpec study, ClaimTest test) {
    List<OperandPoints> operands = new ArrayList<>();
    for (ClaimOperand operand : test.criterion().operands()) {
      List<Grid.Point> all = Grid.points(study, operand.model());
      operands.add(OperandPoints.of(test, operand, study.grid().keySet(), all));
    }
    return new ClaimPoints(test, operands);
  }

  private void requireDecidable() {
    operands.forEach(OperandPoints::requireMeasured);
    List<BigDecimal> common =
        operands.get(0).points().keySet().stream()
            .filter(x -> operands.stream().allMatch(each -> each.points().containsKey(x)))
            .toList();
    test.criterion().trendDimension().ifPresent(over -> requireTrend(over, common));
    if (operands.size() == 2) {
      requireDifferent(common);
    }
  }

  private void requireTrend(String over, List<BigDecimal> common) {
    if (operands.get(0).isOverGrid()) {
      requireTrend(over, common.size(), common.stream().mapToInt(BigDecimal::signum));
    } else {
      operands.stream()
          .flatMap(operand -> operand.axis(over).stream())
          .reduce(AxisPoints::intersect)
          .ifPresent(axis -> requireTrend(over, axis.size(), IntStream.of(axis.first())));
    }
  }

  private void requireTrend(String over, int points, IntStream signs) {
    String operand = operands.size() == 1 ? "" : " common to both models";
    require(
        points >= 2,
        "over",
        "over: %s needs at least two points%s to fit a slope, but the test selects %d; widen where or add points",
        over,
        operand,
        points);
    require(
        test.criterion().statistic() != TestStatistic.EXPONENT || signs.allMatch(sign -> sign > 0),
        "scale",
        "scale: log needs points above 0, but %s has others; use scale: linear or select points with where",
        over);
  }

  private void requireDifferent(List<BigDecimal> common) {
    OperandPoints one = operands.get(0);
    OperandPoints other = operands.get(1);
    boolean same = common.stream().allMatch(x -> one.cell(x).equals(other.cell(x)));
    require(
        !same || !one.model().equals(other.model()),
        "",
        "the test compares %s with itself: same model, measure and points; change one of them",
        one.model());
    require(
        !same,
        "",
        "the test compares %s with %s, which differ only by name: same settings, measure and points; change a setting of one model, or compare others",
        one.model(),
        other.model());
  }
}
