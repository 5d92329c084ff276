package io.seqlab.probe.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rotary positions keep norms, and make products depend on the distance; added positions do not.
 */
class PositionChangeTest {
  private static final List<Integer> POSITIONS = List.of(1, 2, 5, 30, 200);
  private static final double ROUNDING = 1e-5;
  private static final double CHANGE = 1e-2;

  private static ModelSpec model(String options) {
    return ModelSpecs.parse(
        "{encoder: {type: transformer, layers: 1, ff: 8, %s}, decoder: {type: rnn, cell: gru, hidden: 8, attention: bahdanau}}"
            .formatted(options));
  }

  private static List<Measurement> probe(String options, long seed) {
    try (ModelFixture fixture = new ModelFixture(model(options), seed)) {
      return new OrderProbe(new OrderProbeSpec(10, false, POSITIONS))
          .measure(ProbeContexts.of(fixture));
    }
  }

  private static double at(List<Measurement> measurements, String measure, int x) {
    String dimension = measure.equals("norm") ? "position" : "distance";
    return ProbeContexts.at(measurements, "position_" + measure + "_change", dimension, x);
  }

  /** Any weights, widths, heads and normalisation. */
  @ParameterizedTest
  @CsvSource({"8, 2, pre, 1", "8, 1, post, 2", "12, 3, none, 3", "32, 4, pre, 4", "4, 2, post, 5"})
  void rotaryPositionsKeepNormsAndScoresDependOnTheDistance(
      int width, int heads, String norm, long seed) {
    List<Measurement> rotary =
        probe(
            "positions: rotary, d_model: %d, heads: %d, norm: %s".formatted(width, heads, norm),
            seed);
    for (int p : POSITIONS) {
      assertThat(at(rotary, "norm", p)).isLessThan(ROUNDING);
      assertThat(at(rotary, "score", p)).isLessThan(ROUNDING);
      assertThat(at(rotary, "cosine", p)).isGreaterThan(CHANGE);
    }
    assertThat(at(rotary, "score", 0)).isLessThan(ROUNDING);
    assertThat(at(rotary, "cosine", 0)).isLessThan(ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sinusoidal", "learned"})
  void addedPositionsChangeNormsCosinesAndScores(String positions) {
    List<Measurement> added = probe("positions: %s, d_model: 8, heads: 2".formatted(positions), 1);
    for (int p : POSITIONS) {
      assertThat(at(added, "norm", p)).isGreaterThan(CHANGE);
      assertThat(at(added, "score", p)).isGreaterThan(CHANGE);
      assertThat(at(added, "cosine", p)).isGreaterThan(CHANGE);
    }
    assertThat(at(added, "cosine", 0)).isGreaterThan(CHANGE);
  }

  @Test
  void withoutPositionsNothingChanges() {
    List<Measurement> none = probe("positions: none, d_model: 8, heads: 2", 1);
    for (int p : POSITIONS) {
      assertThat(at(none, "norm", p)).isLessThan(ROUNDING);
      assertThat(at(none, "score", p)).isLessThan(ROUNDING);
      assertThat(at(none, "cosine", p)).isLessThan(ROUNDING);
    }
  }

  /** With one pair of components, the mean |Δcos| is known: |cos(φ + d) − cos φ|. */
  @Test
  void cosinesChangeByTheAngleOfTheDistance() {
    List<Measurement> rotary = probe("positions: rotary, d_model: 2, heads: 1", 7);
    double largest = 2 * Math.sin(0.5); // of any φ, for d = 1
    assertThat(at(rotary, "cosine", 1)).isBetween(0.1, largest + ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({
    "positions: relative, its positions act on scores",
    "'positions: none, self_attention: linear', no products",
    "'positions: learned, max_positions: 400', needs 401 positions"
  })
  void saysWhichModelsLackTheMeasures(String options, String reason) {
    assertThat(
            new OrderProbeSpec(10, false, POSITIONS)
                .withoutPositions(model("d_model: 8, heads: 2, " + options)))
        .hasValueSatisfying(why -> assertThat(why).contains(reason));
    assertThat(probe("d_model: 8, heads: 2, " + options, 1))
        .noneMatch(each -> each.measure().startsWith("position_"));
  }
}
