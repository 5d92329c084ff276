package io.seqlab.study.judge;

import io.seqlab.config.claim.Bounds;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.Control;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.result.record.RunKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes a test in plain text. */
final class TestDescription {
  private TestDescription() {}

  /**
   * The statistic: {@code exact_match of luong minus exact_match of rnn, source_length 20 to 30}.
   */
  static String of(ClaimTest test) {
    List<String> operands =
        test.criterion().operands().stream().map(each -> operand(test, each)).toList();
    String first = operands.get(0);
    String second = operands.get(operands.size() - 1);
    String axis = test.criterion().trendDimension().orElse("");
    String statistic =
        switch (test.criterion().statistic()) {
          case VALUE -> "median over seeds of " + first;
          case SHARE -> "share of seeds with " + first + " " + counts(test);
          case DIFFERENCE -> first + " minus " + second;
          case RATIO -> first + " over " + second;
          case SLOPE -> "slope of " + first + " along " + axis;
          case EXPONENT -> "exponent of " + first + " along " + axis;
          case SLOPE_OF_DIFFERENCE -> "slope of " + first + " minus " + second + " along " + axis;
        };
    return test.where().isEmpty() ? statistic : statistic + ", " + points(test.where());
  }

  /** A control of one model at one point of the grid. */
  static String of(Control control, RunKey variant) {
    String points = control.where().isEmpty() ? "" : ", " + points(control.where());
    return "%s of %s%s, %s"
        .formatted(control.measure(), variant.variant(), points, control.describe());
  }

  private static String counts(ClaimTest test) {
    if (!(test instanceof ClaimTest.Share share)) {
      return "";
    }
    Bounds counts = share.counts();
    return Control.describe(counts.low(), counts.high());
  }

  /** The dimension that the test fits along or selects points of; empty if there is none. */
  static String dimension(ClaimTest test) {
    Stream<String> ofOperands =
        test.criterion().operands().stream().flatMap(each -> each.where().keySet().stream());
    return test.criterion()
        .trendDimension()
        .or(
            () ->
                Stream.concat(test.where().keySet().stream(), ofOperands)
                    .filter(key -> !isGridKey(key))
                    .findFirst())
        .orElse("");
  }

  /** Grid keys are paths in the study, such as {@code model.hidden}. */
  private static boolean isGridKey(String key) {
    return key.contains(".");
  }

  private static String operand(ClaimTest test, ClaimOperand operand) {
    String points = operand.where().isEmpty() ? "" : " (" + points(operand.where()) + ")";
    return test.measureOf(operand) + " of " + operand.model() + points;
  }

  private static String points(Map<String, ValueRange> where) {
    return where.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue().describe())
        .collect(Collectors.joining(", "));
  }
}
