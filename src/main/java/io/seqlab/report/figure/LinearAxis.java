package io.seqlab.report.figure;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A linear axis.
 *
 * @param step distance between ticks: 1, 2 or 5 times a power of ten
 */
record LinearAxis(double low, double high, double step) implements Axis {
  private static final int INTERVALS = 5;

  /** An axis from {@code low} to {@code high}. */
  static LinearAxis exact(double low, double high) {
    double range = high > low ? high - low : 1;
    double rough = range / INTERVALS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step = power * (digit < 1.5 ? 1 : digit < 3 ? 2 : digit < 7 ? 5 : 10);
    return new LinearAxis(low, low + range, step);
  }

  /** An axis that contains {@code low} and {@code high}, with ticks at both ends. */
  static LinearAxis rounded(double low, double high) {
    LinearAxis exact = exact(low, high);
    double step = exact.step;
    return new LinearAxis(
        Math.floor(low / step + 1e-9) * step, Math.ceil(exact.high / step - 1e-9) * step, step);
  }

  @Override
  public double position(double value) {
    return (value - low) / (high - low);
  }

  @Override
  public DoubleStream ticks() {
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToDouble(i -> i * step);
  }

  /** With as many decimals as the step requires. */
  @Override
  public String label(double tick) {
    return Axis.number(tick, (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  }
}
