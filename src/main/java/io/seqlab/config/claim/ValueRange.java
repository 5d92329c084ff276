package io.seqlab.config.claim;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.AxisPoints;
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

  /** The points of an axis in the range; none if it is no range of numbers. */
  public AxisPoints select(AxisPoints axis) {
    Optional<BigDecimal> low = number(from.text());
    Optional<BigDecimal> high = number(to.text());
    return low.isEmpty() || high.isEmpty()
        ? AxisPoints.between(1, 0)
        : axis.intersect(
            AxisPoints.between(
                bounded(low.get(), axis, RoundingMode.CEILING),
                bounded(high.get(), axis, RoundingMode.FLOOR)));
  }

  /** A bound as an integer, at most one beyond the axis, as it may have a million digits. */
  private static int bounded(BigDecimal bound, AxisPoints axis, RoundingMode rounding) {
    return bound
        .max(BigDecimal.valueOf(axis.first() - 1L))
        .min(BigDecimal.valueOf(axis.last() + 1L))
        .setScale(0, rounding)
        .intValue();
  }

  /** The same for all ranges that contain the same values: {@code 2.0} becomes {@code 2}. */
  public ValueRange canonical() {
    return new ValueRange(canonical(from.text()), canonical(to.text()));
  }

  private static YamlValue canonical(String text) {
    return new YamlValue(
        number(text).map(n -> n.stripTrailingZeros().toString()).orElseGet(() -> unquoted(text)));
  }

  /** As text: {@code 20 to 30}, or {@code lstm}. */
  public String describe() {
    return from.equals(to) ? from.text() : from.text() + " to " + to.text();
  }

  /** Whether it contains a single value. */
  public boolean isSingle() {
    return canonical().from.equals(canonical().to);
  }

  /** As YAML: {@code [20, 30]}, or {@code lstm}. */
  public String yaml() {
    return from.equals(to) ? from.text() : "[" + from.text() + ", " + to.text() + "]";
  }

  /** Removes the quotes that distinguish a list or mapping of the grid from a range. */
  private static String unquoted(String text) {
    String inner = text.length() > 1 ? text.substring(1, text.length() - 1) : "";
    if (text.equals("'" + inner + "'")) {
      return inner.replace("''", "'");
    }
    return text.equals('"' + inner + '"') ? inner.replace("\\\"", "\"") : text;
  }

  /** The number that a text is; empty if it is none. */
  public static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
