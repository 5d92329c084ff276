package io.seqlab.probe.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.probe.core.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalingExponentTest {
  private static List<Measurement> squares(int... lengths) {
    return Arrays.stream(lengths)
        .mapToObj(n -> new Measurement("seconds", "length", n, 3e-7 * n * n, 1))
        .toList();
  }

  @Test
  void exponentOfSquaresIsTwo() {
    List<Measurement> fitted = ScalingExponent.of("seconds", squares(64, 128, 1000, 4096));
    assertThat(fitted).hasSize(1);
    assertThat(fitted.get(0).measure()).isEqualTo("seconds_exponent");
    assertThat(fitted.get(0).dimension()).isEmpty();
    assertThat(fitted.get(0).value()).isCloseTo(2, within(1e-12));
    assertThat(fitted.get(0).n()).isEqualTo(4);
  }

  @Test
  void ignoresOtherMeasuresAndZeros() {
    List<Measurement> mixed =
        Stream.concat(
                squares(1000, 2000, 4000).stream(),
                Stream.of(
                    new Measurement("seconds", "length", 2, 0, 1),
                    new Measurement("flops", "length", 2, 100, 1)))
            .toList();
    assertThat(ScalingExponent.of("seconds", mixed).get(0).value()).isCloseTo(2, within(1e-12));
  }

  @Test
  void onePointHasNoExponent() {
    assertThat(ScalingExponent.of("seconds", squares(64))).isEmpty();
    assertThat(ScalingExponent.of("seconds", List.of())).isEmpty();
  }
}
