package io.seqlab.probe.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients over the source against a model whose Jacobian is known, and against differences. */
class GradientProbeTest {
  private static final double KEPT = 0.8;
  private static final double READ = 1e-4;
  private static final String DECODER = "decoder: {type: rnn, hidden: 4, embedding: 4}}";
  private static final String PLAIN =
      "{encoder: {type: rnn, cell: rnn, hidden: 1, embedding: 1}, " + DECODER;

  @Test
  void aLinearCellForgetsByItsWeight() {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(PLAIN), 1)) {
      makeLinear(fixture);
      List<Measurement> measurements = probe(List.of(5, 20)).measure(ProbeContexts.of(fixture));
      for (String measure : List.of("gradient_summary", "gradient_state")) {
        for (int distance = 0; distance <= 20; distance++) {
          assertThat(ProbeContexts.at(measurements, measure, "distance", distance))
              .isCloseTo(READ * Math.pow(KEPT, distance), within(1e-10));
        }
        assertThat(ProbeContexts.at(measurements, measure + "_decay", "", 0))
            .isCloseTo(Math.log(KEPT), within(1e-5));
        for (int length : List.of(5, 20)) {
          assertThat(
                  ProbeContexts.at(measurements, measure + "_log_ratio", "source_length", length))
              .isCloseTo(length * Math.log10(KEPT), within(1e-4));
        }
      }
      assertThat(
              probe(List.of(5, 20))
                  .measureAtValidation(ProbeContexts.of(fixture))
                  .get("gradient_state_log_ratio"))
          .isCloseTo(20 * Math.log10(KEPT), within(1e-4));
      assertThat(ProbeContexts.at(measurements, "gradient_reach", "layer", 1)).isEqualTo(21);
    }
  }

  /** A cell h ← 0.8·h + 10⁻⁴·x, so small that tanh leaves it as it is. */
  private static void makeLinear(ModelFixture fixture) {
    ProbeContexts.fill(fixture, "forward.weight_ih", (float) READ);
    ProbeContexts.fill(fixture, "forward.weight_hh", (float) KEPT);
    ProbeContexts.fill(fixture, "forward.bias_ih", 0);
    ProbeContexts.fill(fixture, "forward.bias_hh", 0);
  }

  @Test
  void withoutLengthsTestExamplesAreRead() {
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(PLAIN), 1)) {
      makeLinear(fixture);
      List<Measurement> measurements = probe(List.of()).measure(ProbeContexts.of(fixture));
      assertThat(ProbeContexts.at(measurements, "gradient_state", "distance", 1))
          .isCloseTo(READ * KEPT, within(1e-10));
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
  void gradientsAreThoseOfDifferences(String encoder) {
    try (ModelFixture fixture =
        new ModelFixture(ModelSpecs.parse("{encoder: " + encoder + ", " + DECODER), 3)) {
      int[][] sources = {{4, 5, 6, 3}, {7, 8}}; // no word twice, so its row is its position's own
      double[][] squares =
          new InputGradients(fixture.model(), fixture.manager())
              .squaredNorms(sources, (forward, encoded, source) -> output(encoded));
      for (int b = 0; b < sources.length; b++) {
        double[] expected =
            Arrays.stream(sources[b])
                .mapToDouble(word -> difference(fixture, sources, word))
                .toArray();
        assertThat(squares[b]).containsExactly(expected, within(2e-2));
      }
    }
  }

  private static NDArray output(EncoderOutput encoding) {
    return encoding.summary().top().sum();
  }

  /** The squared norm of the gradient with respect to a word's embedding. */
  private static double difference(ModelFixture fixture, int[][] sources, int word) {
    FloatBuffer table =
        fixture.model().encoder().embedding().table().getArray().toByteBuffer(true).asFloatBuffer();
    double square = 0;
    for (int at = word * 4; at < word * 4 + 4; at++) {
      float before = table.get(at);
      table.put(at, before + 0.01f);
      double above = sum(fixture, sources);
      table.put(at, before - 0.01f);
      double below = sum(fixture, sources);
      table.put(at, before);
      square += Math.pow((above - below) / 0.02, 2);
    }
    return square;
  }

  private static double sum(ModelFixture fixture, int[][] sources) {
    try (NDManager scratch = fixture.manager().newSubManager()) {
      TokenBatch tokens = TokenBatch.of(scratch, sources);
      return output(fixture.model().encoder().encode(fixture.context(scratch), tokens)).getFloat();
    }
  }

  private static GradientProbe probe(List<Integer> lengths) {
    return new GradientProbe(new GradientProbeSpec(false, true, lengths, 6));
  }
}
