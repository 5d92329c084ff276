package io.seqlab.probe.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of a model with a known Jacobian, and against finite differences. */
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

  /** A cell h ← 0.8·h + 10⁻⁴·x, so small that tanh is the identity. */
  private static void makeLinear(ModelFixture fixture) {
    ProbeContexts.fill(fixture, "forward.weight_ih", (float) INPUT_WEIGHT);
    ProbeContexts.fill(fixture, "forward.weight_hh", (float) RECURRENT_WEIGHT);
    ProbeContexts.fill(fixture, "forward.bias_ih", 0);
    ProbeContexts.fill(fixture, "forward.bias_hh", 0);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: rnn, cell: lstm, hidden: 3, embedding: 4, layers: 2, bidirectional: true}",
        "{type: rnn, cell: lstm, hidden: 4, embedding: 4}",
        "{type: rnn, cell: gru, hidden: 4, embedding: 4}",
        "{type: transformer, d_model: 4, heads: 2, layers: 2, ff: 6, norm: pre}",
        "{type: transformer, d_model: 4, heads: 2, layers: 1, ff: 6, norm: post}"
      })
  void gradientsEqualFiniteDifferences(String encoder) {
    try (ModelFixture fixture =
        new ModelFixture(ModelSpecs.parse("{encoder: " + encoder + ", " + DECODER), 3)) {
      int[][] sources = {
        {4, 5, 6, 3}, {7, 8}
      }; // no token twice, so that each embedding row belongs to one position
      double[][] squares =
          new InputGradients(fixture.model(), fixture.manager())
              .squaredNorms(sources, (forward, encoded, source) -> output(encoded));
      for (int b = 0; b < sources.length; b++) {
        double[] expected =
            Arrays.stream(sources[b])
                .mapToDouble(token -> difference(fixture, sources, token))
                .toArray();
        assertThat(squares[b]).containsExactly(expected, within(2e-2));
      }
    }
  }

  private static NDArray output(Encoding encoding) {
    return encoding.summary().top().sum();
  }

  /** The squared norm of the gradient with respect to a token's embedding, by differences. */
  private static double difference(ModelFixture fixture, int[][] sources, int token) {
    FloatBuffer table =
        fixture.model().encoder().embedding().table().getArray().toByteBuffer(true).asFloatBuffer();
    double square = 0;
    for (int i = token * 4; i < token * 4 + 4; i++) {
      float before = table.get(i);
      table.put(i, before + 0.01f);
      double above = sum(fixture, sources);
      table.put(i, before - 0.01f);
      double below = sum(fixture, sources);
      table.put(i, before);
      square += Math.pow((above - below) / 0.02, 2);
    }
    return square;
  }

  private static double sum(ModelFixture fixture, int[][] sources) {
    try (NDManager scratch = fixture.manager().newSubManager()) {
      TokenBatch tokens = TokenBatch.of(scratch, sources);
      return output(fixture.model().encoder().encode(ForwardPass.inference(scratch), tokens))
          .getFloat();
    }
  }

  private static GradientProbe probe(List<Integer> lengths) {
    return new GradientProbe(new GradientProbeSpec(false, true, lengths, 6));
  }
}
