package io.seqlab.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers whose size is not known beforehand, in three significant digits. */
final class Significant {
  private Significant() {}

  /** Such as {@code 0.0123}, {@code 1,230} or {@code 1.23e-07}; a dash if it is not known. */
  static String format(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e9)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
    int decimals = Math.max(0, Math.min(rounded.scale(), 6));
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /** {@code 5.00 [2.52, 7.48]}. */
  static String interval(double estimate, double low, double high) {
    return Double.isNaN(estimate)
        ? "–"
        : "%s [%s, %s]".formatted(format(estimate), format(low), format(high));
  }

  /** A probability: {@code 0.013}, or {@code < 0.001}. */
  static String p(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return value < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
  }
}
