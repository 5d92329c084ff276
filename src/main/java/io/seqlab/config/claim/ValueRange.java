package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Shorthand;
import io.seqlab.config.schema.YamlValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Points of a dimension or of the grid: an inclusive range {@code [20, 30]}, a single value {@code
 * 64} or {@code lstm}, or a list or mapping of the grid in quotes, {@code "[1, 3]"}.
 */
@AsList
@Shorthand("from")
public record ValueRange(
    @Doc("First or only point") YamlValue from, @Doc("Last point") @Default("null") YamlValue to) {
  public ValueRange {
    to = to == null ? from : to;
    boolean numbers = number(from.text()).isPresent() && number(to.text()).isPresent();
    require(
        numbers || from.equals(to),
        "to",
        "a range needs two numbers, not '%s' and '%s'",
        from.text(),
        to.text());
    require(
        !numbers || number(from.text()).get().compareTo(number(to.text()).get()) <= 0,
        "to",
        "the end %s of the range must not be below its start %s",
        to.text(),
        from.text());
  }

  /** Whether a value lies in the range: compared as numbers if all are numbers, else as text. */
  public boolean contains(String value) {
    Optional<BigDecimal> x = number(value);
    Optional<BigDecimal> low = number(from.text());
    Optional<BigDecimal> high = number(to.text());
    if (x.isEmpty() || low.isEmpty() || high.isEmpty()) {
      return value.equals(from.text()) || value.equals(unquoted(from.text()));
    }
    return x.get().compareTo(low.get()) >= 0 && x.get().compareTo(high.get()) <= 0;
  }

  /** Whether an integer from min to max lies in the range. */
  public boolean overlaps(int min, int max) {
    Optional<BigDecimal> low = number(from.text());
    Optional<BigDecimal> high = number(to.text());
    if (low.isEmpty() || high.isEmpty()) {
      return false;
    }
    BigDecimal first = low.get().max(BigDecimal.valueOf(min));
    BigDecimal last = high.get().min(BigDecimal.valueOf(max));
    return first.compareTo(last) <= 0
        && first.setScale(0, RoundingMode.CEILING).compareTo(last) <= 0;
  }

  /** As text: {@code 20 to 30}, or {@code lstm}. */
  public String describe() {
    return from.equals(to) ? from.text() : from.text() + " to " + to.text();
  }

  /** Removes the quotes that distinguish a list or mapping of the grid from a range. */
  private static String unquoted(String text) {
    String inner = text.length() > 1 ? text.substring(1, text.length() - 1) : "";
    if (text.equals("'" + inner + "'")) {
      return inner.replace("''", "'");
    }
    return text.equals('"' + inner + '"') ? inner.replace("\\\"", "\"") : text;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
