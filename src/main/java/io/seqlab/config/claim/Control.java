package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A condition that runs must meet before a test on them may count, such as accuracy of at least
 * 0.95 at trained lengths: a test on models that have not learnt their task shows nothing. Of a
 * model that must fail, it is a negative control.
 */
public record Control(
    @Doc("Measure of a run") String measure,
    @Doc("Models that must meet it; empty are the models of the test") @Default("[]")
        List<String> of,
    @Doc("Lower bound, inclusive") @Default("null") Optional<Double> atLeast,
    @Doc("Upper bound, inclusive") @Default("null") Optional<Double> atMost,
    @Doc("Selected points, by dimension or grid key") @Default("{}") Map<String, ValueRange> where,
    @Doc(
            "Share of the seeds that must meet it; seeds that do not are left out of the test, and if more do not, it is invalid")
        @Default("0.8")
        double seeds) {
  public Control {
    require(
        atLeast.isPresent() || atMost.isPresent(),
        "at_least",
        "a control needs at_least, at_most, or both");
    require(
        atLeast.isEmpty() || atMost.isEmpty() || atLeast.get() <= atMost.get(),
        "at_most",
        "at_most must not be below at_least: no value is at least %s and at most %s",
        atLeast.orElse(Double.NaN),
        atMost.orElse(Double.NaN));
    require(
        seeds > 0 && seeds <= 1, "seeds", "seeds is a share above 0 and at most 1, not %s", seeds);
  }

  /** Whether the value of a run meets the control; NaN does not. */
  public boolean isMet(double value) {
    return value >= atLeast.orElse(Double.NEGATIVE_INFINITY)
        && value <= atMost.orElse(Double.POSITIVE_INFINITY);
  }

  /** As text: {@code at least 0.95}. */
  public String describe() {
    return describe(atLeast, atMost);
  }

  /** Inclusive bounds as text: {@code at least 0.95}, {@code at least 0.1 and at most 0.3}. */
  public static String describe(Optional<Double> atLeast, Optional<Double> atMost) {
    String low = atLeast.map(value -> "at least " + Bounds.text(value)).orElse("");
    String high = atMost.map(value -> "at most " + Bounds.text(value)).orElse("");
    return low.isEmpty() || high.isEmpty() ? low + high : low + " and " + high;
  }

  void validate(String path, Set<String> models, AvailableMeasures measures) {
    for (String model : of) {
      new ClaimOperand(model, Map.of(), Optional.empty()).validate(path, models);
    }
    measures.require(path, measure, new LinkedHashSet<>(where.keySet()));
  }
}
