package io.seqlab.report.figure;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * An axis on which equal steps are equally long.
 *
 * @param step between ticks: 1, 2 or 5 times a power of ten
 */
record LinearAxis(double low, double high, double step) implements Axis {
  private static final int INTERVALS = 5;

  /** From {@code low} to {@code high} exactly. */
  static LinearAxis exact(double low, double high) {
    double room = high > low ? high - low : 1;
    double rough = room / INTERVALS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step = power * (digit < 1.5 ? 1 : digit < 3 ? 2 : digit < 7 ? 5 : 10);
    return new LinearAxis(low, low + room, step);
  }

  /** At least from {@code low} to {@code high}, with ticks at both ends. */
  static LinearAxis rounded(double low, double high) {
    LinearAxis exact = exact(low, high);
    double step = exact.step;
    return new LinearAxis(
        Math.floor(low / step + 1e-9) * step, Math.ceil(exact.high / step - 1e-9) * step, step);
  }

  @Override
  public double place(double value) {
    return (value - low) / (high - low);
  }

  @Override
  public DoubleStream ticks() {
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToDouble(i -> i * step);
  }

  /** With as many decimals as the step needs. */
  @Override
  public String label(double tick) {
    return Axis.number(tick, (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  }
}
