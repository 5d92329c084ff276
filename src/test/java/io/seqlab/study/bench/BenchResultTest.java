package io.seqlab.study.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BenchResultTest {
  private static BenchResult result(int length, double seconds, double flops, double rate) {
    BenchConfig config = new BenchConfig(BenchFamily.LSTM, 2, length, 10, 8, 8, 1, 0);
    return new BenchResult(config, seconds, 1, 1, Double.NaN, 1, flops, rate, 1);
  }

  @Property
  void growthIsTheExponentOfAPowerLaw(
      @ForAll @DoubleRange(min = -1, max = 3) double time,
      @ForAll @DoubleRange(min = 0, max = 3) double operations) {
    List<BenchResult> results =
        Stream.of(512, 128, 256)
            .map(n -> result(n, 3 * Math.pow(n, time), 7 * Math.pow(n, operations), 1))
            .toList();
    BenchResult.Growth growth = BenchResult.growth(results).orElseThrow();
    assertThat(growth.from()).isEqualTo(128);
    assertThat(growth.to()).isEqualTo(512);
    assertThat(growth.trainSeconds()).isCloseTo(time, within(1e-9));
    assertThat(growth.flops()).isCloseTo(operations, within(1e-9));
  }

  @Test
  void twoLengthsShowNoGrowth() {
    assertThat(BenchResult.growth(List.of(result(1, 1, 1, 1), result(2, 2, 2, 1)))).isEmpty();
  }

  /** A step whose three passes take exactly as long as a matrix product of their operations. */
  @Test
  void productsAloneUtiliseTheMachineFully() {
    BenchResult result = result(5, 3e6 / 1e9, 1e6, 1e9);
    assertThat(result.utilisation()).isCloseTo(1, within(1e-12));
    assertThat(result.trainTokensPerSecond()).isCloseTo(2 * 5 / 3e-3, within(1e-9));
  }
}
