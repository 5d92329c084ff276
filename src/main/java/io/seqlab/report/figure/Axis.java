package io.seqlab.report.figure;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Maps values to positions along an axis of a figure. */
sealed interface Axis permits LinearAxis, LogAxis, CategoryAxis {
  /** The relative position of a value: 0 at the minimum, 1 at the maximum. */
  double position(double value);

  DoubleStream ticks();

  String label(double tick);

  /** A number with commas between thousands. */
  static String number(double value, int decimals) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }
}
