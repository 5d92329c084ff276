package io.seqlab.report.figure;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis on which equal ratios are equally long, so that a power law is a straight line.
 *
 * @param low end, above zero
 */
record LogAxis(double low, double high) implements Axis {
  private static final int[] DIGITS = {1, 2, 5};
  private static final int FINE_DECADES = 2;
  private static final int MOST_LABELS = 7;

  /** At least from {@code low} to {@code high}, each end 1, 2 or 5 times a power of ten. */
  static LogAxis rounded(double low, double high) {
    int first = (int) Math.floor(rung(low) + 1e-9);
    int last = (int) Math.ceil(rung(high) - 1e-9);
    return new LogAxis(value(first), value(Math.max(last, first + 1)));
  }

  /** Which of 1, 2, 5, 10, 20, 50, … a value is, with parts between them. */
  private static double rung(double value) {
    int decade = (int) Math.floor(Math.log10(value) + 1e-12);
    double digit = value / Math.pow(10, decade);
    if (digit < 2) {
      return 3.0 * decade + (digit - 1);
    }
    return digit < 5 ? 3.0 * decade + 1 + (digit - 2) / 3 : 3.0 * decade + 2 + (digit - 5) / 5;
  }

  private static double value(int rung) {
    int digit = DIGITS[Math.floorMod(rung, DIGITS.length)];
    int decade = Math.floorDiv(rung, DIGITS.length);
    return decade < 0 ? digit / Math.pow(10, -decade) : digit * Math.pow(10, decade);
  }

  @Override
  public double place(double value) {
    return Math.log(value / low) / Math.log(high / low);
  }

  /** At 1, 2 and 5 of each power of ten, or at powers of ten alone where those would be many. */
  @Override
  public DoubleStream ticks() {
    double decades = Math.log10(high / low);
    int every = DIGITS.length * (int) Math.max(1, Math.ceil(decades / MOST_LABELS));
    return IntStream.rangeClosed((int) Math.round(rung(low)), (int) Math.round(rung(high)))
        .filter(rung -> decades <= FINE_DECADES || Math.floorMod(rung, every) == 0)
        .mapToDouble(LogAxis::value);
  }

  /** With the decimals it needs; far from one as a power of ten. */
  @Override
  public String label(double tick) {
    int decade = (int) Math.floor(Math.log10(tick) + 1e-9);
    if (decade < -3 || decade > 6) {
      return Math.round(tick / Math.pow(10, decade)) + "e" + decade;
    }
    return Axis.number(tick, Math.max(0, -decade));
  }
}
