package io.seqlab.report.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Formats numbers of any magnitude. */
public final class SignificantDigits {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private SignificantDigits() {}

  /** Four significant digits, scientific below 1e-4 and from 1e7; a dash for NaN. */
  public static String format(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    } else if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    boolean far = size != 0 && (size < 1e-4 || size >= 1e7);
    return far
        ? String.format(Locale.ROOT, "%.3e", value)
        : new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** {@code 5.003 [2.52, 7.486]}. */
  public static String interval(double estimate, double low, double high) {
    return Double.isNaN(estimate)
        ? "–"
        : "%s [%s, %s]".formatted(format(estimate), format(low), format(high));
  }

  /** A p value: {@code 0.013}, or {@code < 0.001}. */
  public static String p(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return value < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
  }
}
