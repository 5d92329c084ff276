package io.seqlab.study.judge;

import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.ValueRange;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A test in words. */
final class TestDescription {
  private TestDescription() {}

  /** What is computed, such as {@code exact_match of luong minus that of rnn, length 20 to 30}. */
  static String of(ClaimTest test) {
    List<String> subjects =
        test.criterion().operands().stream().map(s -> subject(test, s)).toList();
    String first = subjects.get(0);
    String second = subjects.get(subjects.size() - 1);
    String axis = test.criterion().trendDimension().orElse("");
    String what =
        switch (test.criterion().statistic()) {
          case VALUE -> first + ", every seed";
          case DIFFERENCE -> first + " minus " + second;
          case RATIO -> first + " over " + second;
          case SLOPE -> "slope of " + first + " along " + axis;
          case EXPONENT -> "exponent of " + first + " along " + axis;
          case SLOPE_OF_DIFFERENCE -> "slope of " + first + " minus " + second + " along " + axis;
        };
    return test.where().isEmpty() ? what : what + ", " + points(test.where());
  }

  /** The dimension along which, or at points of which, the measure is looked at; or empty. */
  static String dimension(ClaimTest test) {
    return test.criterion()
        .trendDimension()
        .or(() -> test.where().keySet().stream().filter(key -> !isOfGrid(key)).findFirst())
        .orElse("");
  }

  /** Keys of the grid are paths into the study, such as {@code model.hidden}. */
  private static boolean isOfGrid(String key) {
    return key.contains(".");
  }

  private static String subject(ClaimTest test, ClaimOperand subject) {
    String measure = test.measureOf(subject);
    String points = subject.where().isEmpty() ? "" : " (" + points(subject.where()) + ")";
    return measure + " of " + subject.model() + points;
  }

  private static String points(Map<String, ValueRange> where) {
    return where.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue().describe())
        .collect(Collectors.joining(", "));
  }
}
