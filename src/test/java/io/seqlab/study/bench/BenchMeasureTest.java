package io.seqlab.study.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchMeasureTest {
  private static BenchModel model(BenchFamily family, int beam) {
    return new BenchModel(new BenchConfig(family, 2, 3, 7, 4, 4, 1, beam));
  }

  @ParameterizedTest
  @EnumSource
  void isMeasuredAsOftenAsAsked(BenchMeasure measure) {
    try (BenchModel model = model(BenchFamily.LSTM, 2)) {
      assertThat(measure.of(model)).isPositive().isFinite();
      assertThat(measure.of(model)).isPositive().isFinite();
    }
  }

  @Test
  void beamSearchNeedsABeam() {
    try (BenchModel model = model(BenchFamily.LSTM, 0)) {
      assertThatThrownBy(() -> BenchMeasure.BEAM.of(model)).hasMessageContaining("--beam");
    }
  }
}
