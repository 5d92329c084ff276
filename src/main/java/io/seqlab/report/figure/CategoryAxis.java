package io.seqlab.report.figure;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** An axis of names at equal distances; the value of a name is its index. */
record CategoryAxis(List<String> names) implements Axis {
  @Override
  public double position(double value) {
    return names.size() == 1 ? 0.5 : value / (names.size() - 1);
  }

  @Override
  public DoubleStream ticks() {
    return IntStream.range(0, names.size()).asDoubleStream();
  }

  @Override
  public String label(double tick) {
    return names.get((int) tick);
  }
}
