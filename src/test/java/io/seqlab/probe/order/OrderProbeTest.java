package io.seqlab.probe.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention alone has no sense of order; positions and recurrence give it one. */
class OrderProbeTest {
  private static final String TRANSFORMER =
      "{type: transformer, d_model: 8, heads: 2, layers: %d, ff: 8, positions: %s}";
  private static final String RNN = "{type: rnn, cell: gru, hidden: 8, attention: bahdanau}";

  private static List<Measurement> probe(String encoder, String decoder) {
    String model = "{encoder: %s, decoder: %s}".formatted(encoder, decoder);
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(model), 4)) {
      return new OrderProbe(new OrderProbeSpec(100, false)).measure(ProbeContexts.of(fixture));
    }
  }

  /** The encoder decides alone, whatever decoder stands above it. */
  @ParameterizedTest
  @CsvSource({"none, sinusoidal, false", "sinusoidal, none, true", "learned, none, true"})
  void anEncoderKnowsTheOrderOnlyFromPositions(String reads, String writes, boolean moves) {
    for (String decoder : List.of(TRANSFORMER.formatted(2, writes), RNN)) {
      List<Measurement> measurements = probe(TRANSFORMER.formatted(2, reads), decoder);
      for (String what : List.of("state_change", "summary_change", "output_distance")) {
        double change = ProbeContexts.value(measurements, "source_order_" + what);
        assertMoves(change, moves);
      }
    }
  }

  /** One layer sees its prefix as a set; a second one sees which prefix each token had. */
  @ParameterizedTest
  @CsvSource({"1, none, false", "2, none, true", "1, sinusoidal, true"})
  void aDecoderOfOneLayerKnowsTheOrderOnlyFromPositions(int layers, String writes, boolean moves) {
    List<Measurement> measurements =
        probe(TRANSFORMER.formatted(1, "none"), TRANSFORMER.formatted(layers, writes));
    assertMoves(ProbeContexts.value(measurements, "target_order_output_distance"), moves);
  }

  private static void assertMoves(double change, boolean moves) {
    if (moves) {
      assertThat(change).isGreaterThan(1e-4);
    } else {
      assertThat(change).isLessThan(1e-5);
    }
  }
}
