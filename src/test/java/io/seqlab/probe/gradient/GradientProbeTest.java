package io.seqlab.probe.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measures of models with a known Jacobian. */
class GradientProbeTest {
  private static final double RECURRENT_WEIGHT = 0.8;
  private static final double INPUT_WEIGHT = 1e-4;
  private static final String DECODER = "decoder: {type: rnn, hidden: 4, embedding: 4}}";
  private static final String PLAIN =
      "{encoder: {type: rnn, cell: rnn, hidden: 1, embedding: 1}, " + DECODER;

  @Test
  void gradientOfALinearCellDecaysByItsWeight() {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(PLAIN), 1)) {
      makeLinear(fixture);
      List<Measurement> measurements = probe(List.of(5, 20)).measure(ProbeContexts.of(fixture));
      for (String measure : List.of("gradient_summary", "gradient_state")) {
        for (int distance = 0; distance <= 20; distance++) {
          assertThat(ProbeContexts.at(measurements, measure, "distance", distance))
              .isCloseTo(INPUT_WEIGHT * Math.pow(RECURRENT_WEIGHT, distance), within(1e-10));
        }
        assertThat(ProbeContexts.at(measurements, measure + "_decay", "", 0))
            .isCloseTo(Math.log(RECURRENT_WEIGHT), within(1e-5));
        for (int length : List.of(5, 20)) {
          assertThat(
                  ProbeContexts.at(measurements, measure + "_log_ratio", "source_length", length))
              .isCloseTo(length * Math.log10(RECURRENT_WEIGHT), within(1e-4));
        }
      }
      assertThat(
              probe(List.of(5, 20))
                  .measureAtValidation(ProbeContexts.of(fixture))
                  .get("gradient_state_log_ratio"))
          .isCloseTo(20 * Math.log10(RECURRENT_WEIGHT), within(1e-4));
      assertThat(ProbeContexts.at(measurements, "gradient_reach", "layer", 1)).isEqualTo(21);
    }
  }

  /** Single precision ends at 1e-45: the state over 100 tokens is 1e-100 of its input. */
  @Test
  void gradientsBelowSinglePrecisionAreMeasured() {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(PLAIN), 1)) {
      makeLinear(fixture);
      ProbeContexts.fill(fixture, "forward.weight_hh", 0.1f);
      List<Measurement> measurements = probe(List.of(100)).measure(ProbeContexts.of(fixture));
      assertThat(ProbeContexts.at(measurements, "gradient_state_log_ratio", "source_length", 100))
          .isCloseTo(-100, within(1e-4));
      assertThat(ProbeContexts.at(measurements, "gradient_state_decay", "", 0))
          .isCloseTo(Math.log(0.1), within(1e-5));
    }
  }

  /** A cell h ← 0.8·h + 10⁻⁴·x, so small that tanh is the identity. */
  private static void makeLinear(ModelFixture fixture) {
    ProbeContexts.fill(fixture, "forward.weight_ih", (float) INPUT_WEIGHT);
    ProbeContexts.fill(fixture, "forward.weight_hh", (float) RECURRENT_WEIGHT);
    ProbeContexts.fill(fixture, "forward.bias_ih", 0);
    ProbeContexts.fill(fixture, "forward.bias_hh", 0);
  }

  /** The models that a study may measure. */
  static List<ModelSpecs.Definition> measurable() {
    return ModelSpecs.families().stream()
        .filter(each -> each.spec().frequencyBias() == 0)
        .filter(each -> each.spec().encoder().embeddingSize() > 0)
        .filter(
            each ->
                !(each.spec().decoder() instanceof RnnDecoderSpec rnn && rnn.readsOneHotTokens()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("measurable")
  void everyModelHasGradients(ModelSpecs.Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 1)) {
      List<Measurement> measurements = probe(List.of(4)).measure(ProbeContexts.of(fixture));
      assertThat(measurements).allSatisfy(m -> assertThat(m.value()).isFinite());
      assertThat(ProbeContexts.at(measurements, "gradient_loss", "source_position", 1))
          .isPositive();
      assertThat(ProbeContexts.at(measurements, "gradient_state", "distance", 0)).isPositive();
    }
  }

  @Test
  void usesTestExamplesWithoutLengths() {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(PLAIN), 1)) {
      makeLinear(fixture);
      List<Measurement> measurements = probe(List.of()).measure(ProbeContexts.of(fixture));
      assertThat(ProbeContexts.at(measurements, "gradient_state", "distance", 1))
          .isCloseTo(INPUT_WEIGHT * RECURRENT_WEIGHT, within(1e-10));
      assertThat(ProbeContexts.at(measurements, "gradient_loss", "source_position", 1))
          .isPositive();
    }
  }

  /** In a linear cell h ← W·h + U·x the Jacobian at distance d is Wᵈ·U. */
  @Property(tries = 12)
  void normsOfALinearCellAreThoseOfItsJacobian(
      @ForAll @IntRange(min = 1, max = 9) int hidden,
      @ForAll @IntRange(min = 1, max = 9) int embedding,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    String model =
        "{encoder: {type: rnn, cell: rnn, hidden: %d, embedding: %d}, %s"
            .formatted(hidden, embedding, DECODER);
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(model), seed)) {
      double[][] recurrent = scale(fixture, "forward.weight_hh", 1.0 / hidden);
      double[][] jacobian = scale(fixture, "forward.weight_ih", INPUT_WEIGHT);
      ProbeContexts.fill(fixture, "forward.bias_ih", 0);
      ProbeContexts.fill(fixture, "forward.bias_hh", 0);
      List<Measurement> measurements = probe(List.of(3)).measure(ProbeContexts.of(fixture));
      for (int distance = 0; distance <= 3; distance++) {
        double norm =
            Math.sqrt(
                Arrays.stream(jacobian).flatMapToDouble(Arrays::stream).map(x -> x * x).sum());
        for (String measure : List.of("gradient_summary", "gradient_state")) {
          assertThat(ProbeContexts.at(measurements, measure, "distance", distance))
              .isCloseTo(norm, withinPercentage(0.01));
        }
        jacobian = product(recurrent, jacobian);
      }
    }
  }

  /** Multiplies a weight matrix and returns it. */
  private static double[][] scale(ModelFixture fixture, String suffix, double factor) {
    NDArray array =
        NamedParameters.of(fixture.model()).entrySet().stream()
            .filter(p -> p.getKey().startsWith("encoder") && p.getKey().endsWith(suffix))
            .map(p -> p.getValue().getArray())
            .findFirst()
            .orElseThrow();
    FloatBuffer values = array.toByteBuffer(true).asFloatBuffer();
    int columns = Math.toIntExact(array.getShape().get(1));
    double[][] matrix = new double[values.limit() / columns][columns];
    for (int i = 0; i < values.limit(); i++) {
      values.put(i, (float) (values.get(i) * factor));
      matrix[i / columns][i % columns] = values.get(i);
    }
    return matrix;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[0].length; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  private static GradientProbe probe(List<Integer> lengths) {
    return new GradientProbe(new GradientProbeSpec(false, true, lengths, 6));
  }
}
