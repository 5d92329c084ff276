package io.seqlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.model.Goldens;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules against golden values of PyTorch and values computed by hand. */
class LearningRateTest {
  static Stream<Arguments> schedules() {
    return Stream.of(
        Arguments.of("inverse_sqrt", new ScheduleSpec.InverseSqrt(10)),
        Arguments.of("cosine", new ScheduleSpec.Cosine(5, Optional.of(50L), 0.1)),
        Arguments.of("exponential", new ScheduleSpec.Exponential(0.5, 10)));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void goldens(String name, ScheduleSpec spec) {
    JsonNode factors = Goldens.json("training").get("schedules").get(name).get("factors");
    assertThat(factors).hasSize(50);
    for (int step = 1; step <= factors.size(); step++) {
      assertThat(LearningRate.factor(spec, step, 0, 0))
          .isCloseTo(factors.get(step - 1).asDouble(), within(1e-12));
    }
  }

  @Test
  void constantWarmsUpLinearly() {
    ScheduleSpec spec = new ScheduleSpec.Constant(4);
    double[] factors = Stream.of(1, 2, 3, 4, 5, 100).mapToDouble(s -> at(spec, s, 0)).toArray();
    assertThat(factors).containsExactly(0.25, 0.5, 0.75, 1, 1, 1);
    assertThat(at(new ScheduleSpec.Constant(0), 1, 0)).isEqualTo(1);
  }

  @Test
  void plateauDecreasesToMinimum() {
    ScheduleSpec spec = new ScheduleSpec.Plateau(0.5, 3, 0.2);
    double[] factors = Stream.of(0, 1, 2, 3, 9).mapToDouble(r -> at(spec, 7, r)).toArray();
    assertThat(factors).containsExactly(1, 0.5, 0.25, 0.2, 0.2);
  }

  /** Keras 2, {@code Adam(learning_rate, decay)}: rate/(1 + decay·iterations), from iteration 0. */
  @Test
  void inverseTimeIsHalvedAfterOneOverDecaySteps() {
    ScheduleSpec spec = new ScheduleSpec.InverseTime(0.01);
    double[] factors = Stream.of(1, 101, 301, 901).mapToDouble(s -> at(spec, s, 0)).toArray();
    assertThat(factors).containsExactly(1, 0.5, 0.25, 0.1);
  }

  @Test
  void cosineWithoutStepsEndsWithBudget() {
    ScheduleSpec spec = new ScheduleSpec.Cosine(0, Optional.empty(), 0.1);
    assertThat(LearningRate.factor(spec, 50, 100, 0)).isCloseTo(0.55, within(1e-12));
    assertThat(LearningRate.factor(spec, 100, 100, 0)).isCloseTo(0.1, within(1e-12));
    assertThat(LearningRate.factor(spec, 150, 100, 0)).isCloseTo(0.1, within(1e-12));
  }

  private static double at(ScheduleSpec spec, int step, int reductions) {
    return LearningRate.factor(spec, step, 0, reductions);
  }
}
