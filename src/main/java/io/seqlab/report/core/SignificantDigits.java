package io.seqlab.report.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers whose size is not known beforehand. */
public final class SignificantDigits {
  private static final MathContext SHOWN = new MathContext(4);

  private SignificantDigits() {}

  /** Four digits that count, with a power of ten for what is far from one; a dash for NaN. */
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
        : new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
  }

  /** {@code 5.003 [2.52, 7.486]}. */
  public static String interval(double estimate, double low, double high) {
    return Double.isNaN(estimate)
        ? "–"
        : "%s [%s, %s]".formatted(format(estimate), format(low), format(high));
  }

  /** A probability: {@code 0.013}, or {@code < 0.001}. */
  public static String p(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return value < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
  }
}
