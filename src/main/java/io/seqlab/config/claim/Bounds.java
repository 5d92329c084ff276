package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.math.BigDecimal;
import java.util.Optional;

/** An open interval; null is unbounded. */
@AsList
public record Bounds(
    @Doc("Lower bound, exclusive; null is unbounded") @Default("null") Optional<Double> low,
    @Doc("Upper bound, exclusive; null is unbounded") @Default("null") Optional<Double> high) {
  public Bounds {
    require(
        low.isPresent() || high.isPresent(),
        "low",
        "bounds need at least one number; both are null");
    require(
        low.orElse(Double.NEGATIVE_INFINITY) < high.orElse(Double.POSITIVE_INFINITY),
        "high",
        "the upper bound %s must be above the lower bound %s",
        high.orElse(Double.NaN),
        low.orElse(Double.NaN));
  }

  static Bounds above(double low) {
    return new Bounds(Optional.of(low), Optional.empty());
  }

  static Bounds between(double low, double high) {
    return new Bounds(Optional.of(low), Optional.of(high));
  }

  /** The lower bound, or −∞. */
  public double lower() {
    return low.orElse(Double.NEGATIVE_INFINITY);
  }

  /** The upper bound, or ∞. */
  public double upper() {
    return high.orElse(Double.POSITIVE_INFINITY);
  }

  /** As text: {@code above 0.1}, {@code below 2}, {@code between 0.9 and 1.1}. */
  public String describe() {
    if (low.isEmpty()) {
      return "below " + text(high.get());
    }
    return high.isEmpty()
        ? "above " + text(low.get())
        : "between " + text(low.get()) + " and " + text(high.get());
  }

  static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
