package io.seqlab.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundNumbers() {
    assertThat(labels(LinearAxis.rounded(0, 100)))
        .containsExactly("0", "20", "40", "60", "80", "100");
    assertThat(labels(LinearAxis.rounded(0, 0.38)))
        .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
    assertThat(labels(LinearAxis.exact(0, 4100)))
        .containsExactly("0", "1,000", "2,000", "3,000", "4,000");
  }

  @Property
  void ticksAreFewAndWithinAxis(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double room) {
    for (Axis axis :
        new Axis[] {LinearAxis.exact(low, low + room), LinearAxis.rounded(low, low + room)}) {
      double[] ticks = axis.ticks().toArray();
      assertThat(ticks).hasSizeBetween(3, 10);
      for (double tick : ticks) {
        assertThat(axis.position(tick)).isBetween(-1e-6, 1 + 1e-6);
      }
      assertThat(axis.position(low)).isGreaterThan(-1e-6);
      assertThat(axis.position(low + room)).isLessThan(1 + 1e-6);
    }
  }

  @Test
  void singleValueHasAxis() {
    Axis axis = LinearAxis.rounded(0, 0);
    assertThat(axis.position(0)).isEqualTo(0);
    assertThat(axis.ticks().max().orElseThrow()).isCloseTo(1, within(1e-9));
  }

  private static String[] labels(Axis axis) {
    return axis.ticks().mapToObj(axis::label).toArray(String[]::new);
  }
}
