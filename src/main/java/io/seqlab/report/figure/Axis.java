package io.seqlab.report.figure;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Where values stand along the side of a figure. */
sealed interface Axis permits LinearAxis, LogAxis {
  /** 0 at the low end, 1 at the high one. */
  double place(double value);

  DoubleStream ticks();

  String label(double tick);

  /** A number with so many decimals, thousands parted by commas. */
  static String number(double value, int decimals) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }
}
