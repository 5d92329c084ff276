package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.math.BigDecimal;
import java.util.Optional;

/** What a number must lie strictly between; null leaves a side open. */
@AsList
public record Bounds(
    @Doc("It must lie above this") @Default("null") Optional<Double> low,
    @Doc("It must lie below this") @Default("null") Optional<Double> high) {
  public Bounds {
    require(
        low.isPresent() || high.isPresent(), "low", "bounds need a number on at least one side");
    require(
        low.orElse(Double.NEGATIVE_INFINITY) < high.orElse(Double.POSITIVE_INFINITY),
        "high",
        "the upper bound %s is not above the lower %s",
        high.orElse(Double.NaN),
        low.orElse(Double.NaN));
  }

  static Bounds above(double low) {
    return new Bounds(Optional.of(low), Optional.empty());
  }

  static Bounds between(double low, double high) {
    return new Bounds(Optional.of(low), Optional.of(high));
  }

  /** The lower bound; −∞ if open. */
  public double lower() {
    return low.orElse(Double.NEGATIVE_INFINITY);
  }

  /** The upper bound; ∞ if open. */
  public double upper() {
    return high.orElse(Double.POSITIVE_INFINITY);
  }

  /** In words: {@code above 0.1}, {@code below 2}, {@code between 0.9 and 1.1}. */
  public String describe() {
    if (low.isEmpty()) {
      return "below " + text(high.get());
    }
    return high.isEmpty()
        ? "above " + text(low.get())
        : "between " + text(low.get()) + " and " + text(high.get());
  }

  private static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
