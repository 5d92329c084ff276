package io.seqlab.report;

import io.seqlab.config.claim.TestStatistic;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.PartVerdict.Errors;
import io.seqlab.result.verdict.PartVerdict.Estimate;
import io.seqlab.result.verdict.PartVerdict.Quantity;
import io.seqlab.result.verdict.PartVerdict.Range;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.result.verdict.Verdict.Context;
import java.util.List;

/** Verdicts for tests. */
public final class Verdicts {
  private Verdicts() {}

  public static Verdict of(List<PartVerdict> parts) {
    Ruling ruling = Ruling.of(parts.stream().map(PartVerdict::ruling).toList());
    return new Verdict("C1", "It holds", Context.NONE, ruling, 0.05, parts, Registration.NONE);
  }

  /** A part with these errors. */
  public static PartVerdict part(Ruling ruling, double support, double refutation) {
    return part(
        new Range(0, 1),
        new Estimate(5, 0.5, 0.4, 0.6, 0.05),
        ruling,
        new Errors(support, refutation));
  }

  /** A part with these numbers and errors. */
  public static PartVerdict part(Range claimed, Estimate estimate, Ruling ruling, Errors p) {
    return part(new Quantity(TestStatistic.VALUE, "bleu", ""), claimed, estimate, ruling, p);
  }

  /** A part with these numbers. */
  public static PartVerdict part(
      TestStatistic statistic, String measure, Range claimed, Estimate estimate, Ruling ruling) {
    return part(new Quantity(statistic, measure, ""), claimed, estimate, ruling, Errors.NONE);
  }

  private static PartVerdict part(
      Quantity quantity, Range claimed, Estimate estimate, Ruling ruling, Errors p) {
    String measure = quantity.measure();
    return new PartVerdict(
        measure + " of a minus " + measure + " of b",
        quantity,
        ruling,
        "within bounds",
        claimed,
        "t test over seeds",
        estimate,
        estimate,
        0,
        List.of(),
        List.of(),
        p,
        Double.NaN,
        "",
        "",
        List.of());
  }
}
