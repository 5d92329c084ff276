package io.seqlab.report.page;

import io.seqlab.report.core.StudyRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How verdicts are reached, in sentences for those who read them. */
final class VerdictRules {
  /** How the rulings on the tests of a claim become its verdict. */
  static final String OF_CLAIMS =
      "A claim is supported if all its tests are; mixed if some are supported and some refuted; refuted"
          + " if some are refuted and none is supported; otherwise invalid if one is, and else"
          + " inconclusive. A test is invalid, and counts for neither side, if one of its controls"
          + " failed, such as that the models learnt the task.";

  private static final String OF_TESTS =
      "A test is supported if the probability of data like these, should the quantity lie outside the"
          + " claimed bounds, is at most the level of the claim (5 % unless it says otherwise); refuted"
          + " if that probability, should it lie within them, is at most the level after correction for the tests of the claim"
          + " (Holm), so a bound between the interval and the breaking point is not refuted; otherwise inconclusive."
          + " Seeds that do not meet the controls are left out.";

  private static final String OF_NUMBERS =
      "Each end of an interval is a one-sided confidence bound at the level. The breaking point of a"
          + " test is the claimed bound at which its ruling changes. p of support: probability of data"
          + " at least as extreme, should the quantity lie outside the claimed bounds. p of refutation:"
          + " should it lie within, corrected for the tests of the claim. d_z, of a comparison: mean"
          + " over seeds divided by standard deviation over seeds.";

  private static final String OF_LOOKS =
      "Tests are planned at %s seeds (looks), and seeds are added only while a test of the study is"
          + " inconclusive: a test keeps the result of the first look that decides it. Intervals and p are corrected for"
          + " all planned looks; p is the smallest of them, so that of an inconclusive test may come from fewer seeds than"
          + " its estimate.";

  private static final String OF_OTHER_POINTS =
      "Results elsewhere are of the same tests at other values, for comparison: they decide nothing, and"
          + " their errors are not corrected for the number of values.";

  private VerdictRules() {}

  /** Those that the verdicts of a study need. */
  static List<String> of(StudyRecords records) {
    List<String> rules = new ArrayList<>(List.of(OF_CLAIMS, OF_TESTS, OF_NUMBERS));
    List<Integer> looks = records.study().seeds().looks();
    if (looks.size() > 1) {
      rules.add(
          OF_LOOKS.formatted(
              looks.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    if (records.verdicts().stream()
        .flatMap(verdict -> verdict.parts().stream())
        .anyMatch(part -> !part.elsewhere().isEmpty())) {
      rules.add(OF_OTHER_POINTS);
    }
    return rules;
  }
}
