package io.seqlab.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LogAxisTest {
  @Test
  void ticksAreOneTwoFive() {
    assertThat(labels(64, 4096))
        .containsExactly("50", "100", "200", "500", "1,000", "2,000", "5,000");
    assertThat(labels(1, 2)).containsExactly("1", "2");
    assertThat(labels(0.03, 0.3)).containsExactly("0.02", "0.05", "0.1", "0.2", "0.5");
    assertThat(labels(1e-9, 3)).containsExactly("1e-8", "1e-6", "1e-4", "0.01", "1");
  }

  @Test
  void equalRatiosHaveEqualLength() {
    LogAxis axis = LogAxis.rounded(1, 100);
    assertThat(axis.position(10)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.position(20) - axis.position(10)).isCloseTo(axis.position(2), within(1e-12));
  }

  @Property
  void ticksAreFewAscendingAndWithinAxis(
      @ForAll @DoubleRange(min = -20, max = 12) double low,
      @ForAll @DoubleRange(min = 0, max = 20) double decades) {
    double from = Math.pow(10, low);
    double to = Math.pow(10, low + decades);
    LogAxis axis = LogAxis.rounded(from, to);
    assertThat(axis.position(from)).isBetween(-1e-9, 1 + 1e-9);
    assertThat(axis.position(to)).isBetween(-1e-9, 1 + 1e-9);
    double[] ticks = axis.ticks().toArray();
    assertThat(ticks).hasSizeBetween(2, 10);
    assertThat(Arrays.stream(ticks).map(axis::position))
        .isSorted()
        .allMatch(p -> p > -1e-9 && p < 1 + 1e-9);
  }

  private static String[] labels(double low, double high) {
    LogAxis axis = LogAxis.rounded(low, high);
    return axis.ticks().mapToObj(axis::label).toArray(String[]::new);
  }
}
