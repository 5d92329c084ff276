package io.seqlab.report.figure;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A logarithmic axis.
 *
 * @param low minimum, above zero
 */
record LogAxis(double low, double high) implements Axis {
  private static final int[] DIGITS = {1, 2, 5};
  private static final int FINE_DECADES = 2;
  private static final int MAX_LABELS = 7;

  /** An axis that contains {@code low} and {@code high}; its ends are 1, 2 or 5 times 10ⁿ. */
  static LogAxis rounded(double low, double high) {
    int first = (int) Math.floor(tickIndex(low) + 1e-9);
    int last = (int) Math.ceil(tickIndex(high) - 1e-9);
    return new LogAxis(tick(first), tick(Math.max(last, first + 1)));
  }

  /** The fractional index of a value in the sequence of ticks 1, 2, 5, 10, 20, 50, … */
  private static double tickIndex(double value) {
    int decade = (int) Math.floor(Math.log10(value) + 1e-12);
    double digit = value / Math.pow(10, decade);
    if (digit < 2) {
      return 3.0 * decade + (digit - 1);
    }
    return digit < 5 ? 3.0 * decade + 1 + (digit - 2) / 3 : 3.0 * decade + 2 + (digit - 5) / 5;
  }

  private static double tick(int index) {
    int digit = DIGITS[Math.floorMod(index, DIGITS.length)];
    int decade = Math.floorDiv(index, DIGITS.length);
    return decade < 0 ? digit / Math.pow(10, -decade) : digit * Math.pow(10, decade);
  }

  @Override
  public double position(double value) {
    return Math.log(value / low) / Math.log(high / low);
  }

  /** At 1, 2 and 5 times each power of ten; over many decades, only at powers of ten. */
  @Override
  public DoubleStream ticks() {
    double decades = Math.log10(high / low);
    int every = DIGITS.length * (int) Math.max(1, Math.ceil(decades / MAX_LABELS));
    return IntStream.rangeClosed(
            (int) Math.round(tickIndex(low)), (int) Math.round(tickIndex(high)))
        .filter(i -> decades <= FINE_DECADES || Math.floorMod(i, every) == 0)
        .mapToDouble(LogAxis::tick);
  }

  /** With the required decimals; very small and large ticks in scientific notation. */
  @Override
  public String label(double tick) {
    int decade = (int) Math.floor(Math.log10(tick) + 1e-9);
    if (decade < -3 || decade > 6) {
      return Math.round(tick / Math.pow(10, decade)) + "e" + decade;
    }
    return Axis.number(tick, Math.max(0, -decade));
  }
}
