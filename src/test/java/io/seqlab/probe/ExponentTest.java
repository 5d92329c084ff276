package io.seqlab.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExponentTest {
  private static List<Reading> squares(int... lengths) {
    return Arrays.stream(lengths)
        .mapToObj(n -> new Reading("seconds", "length", n, 3e-7 * n * n, 1))
        .toList();
  }

  @Test
  void squaresGrowWithExponentTwo() {
    List<Reading> fitted = Exponent.of("seconds", squares(64, 128, 1000, 4096));
    assertThat(fitted).hasSize(1);
    assertThat(fitted.get(0).measure()).isEqualTo("seconds_exponent");
    assertThat(fitted.get(0).dimension()).isEmpty();
    assertThat(fitted.get(0).value()).isCloseTo(2, within(1e-12));
    assertThat(fitted.get(0).n()).isEqualTo(4);
  }

  @Test
  void otherMeasuresAndZerosStayOut() {
    List<Reading> mixed =
        Stream.concat(
                squares(1000, 2000, 4000).stream(),
                Stream.of(
                    new Reading("seconds", "length", 2, 0, 1),
                    new Reading("flops", "length", 2, 100, 1)))
            .toList();
    assertThat(Exponent.of("seconds", mixed).get(0).value()).isCloseTo(2, within(1e-12));
  }

  @Test
  void onePlaceHasNoExponent() {
    assertThat(Exponent.of("seconds", squares(64))).isEmpty();
    assertThat(Exponent.of("seconds", List.of())).isEmpty();
  }
}
