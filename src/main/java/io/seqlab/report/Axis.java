package io.seqlab.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A linear axis.
 *
 * @param step between ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double step) {
  private static final int INTERVALS = 5;

  /** From {@code low} to {@code high} exactly. */
  static Axis exact(double low, double high) {
    double room = high > low ? high - low : 1;
    double rough = room / INTERVALS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step = power * (digit < 1.5 ? 1 : digit < 3 ? 2 : digit < 7 ? 5 : 10);
    return new Axis(low, low + room, step);
  }

  /** At least from {@code low} to {@code high}, with ticks at both ends. */
  static Axis rounded(double low, double high) {
    Axis exact = exact(low, high);
    double step = exact.step;
    return new Axis(
        Math.floor(low / step + 1e-9) * step, Math.ceil(exact.high / step - 1e-9) * step, step);
  }

  /** 0 at the low end, 1 at the high one. */
  double place(double value) {
    return (value - low) / (high - low);
  }

  DoubleStream ticks() {
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToDouble(i -> i * step);
  }

  /** A tick with as many decimals as the step needs, thousands parted by commas. */
  String label(double tick) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(tick);
  }
}
