package io.seqlab.report;

import java.util.EnumSet;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;

/**
 * Mean and standard deviation (n − 1) of a value over seeds. Values that are not known (NaN) are
 * left out.
 *
 * @param deviation NaN for fewer than two values
 */
record Spread(long n, double mean, double deviation) {
  static Spread of(DoubleStream values) {
    double[] known = values.filter(v -> !Double.isNaN(v)).toArray();
    if (known.length == 0) {
      return new Spread(0, Double.NaN, Double.NaN);
    }
    DoubleStatistics statistics =
        DoubleStatistics.of(EnumSet.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION), known);
    double deviation =
        known.length < 2 ? Double.NaN : statistics.getAsDouble(Statistic.STANDARD_DEVIATION);
    return new Spread(known.length, statistics.getAsDouble(Statistic.MEAN), deviation);
  }
}
