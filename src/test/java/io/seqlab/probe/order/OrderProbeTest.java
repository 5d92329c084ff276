package io.seqlab.probe.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContexts;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention alone is invariant to order; positional encoding and recurrence are not. */
class OrderProbeTest {
  private static final String TRANSFORMER =
      "{type: transformer, d_model: 8, heads: 2, layers: %d, ff: 8, positions: %s}";
  private static final String RNN = "{type: rnn, cell: gru, hidden: 8, attention: bahdanau}";

  private static List<Measurement> probe(String encoder, String decoder) {
    String model = "{encoder: %s, decoder: %s}".formatted(encoder, decoder);
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(model), 4)) {
      return new OrderProbe(new OrderProbeSpec(100, false, List.of()))
          .measure(ProbeContexts.of(fixture));
    }
  }

  /** Invariance to source order depends on the encoder alone, not on the decoder. */
  @ParameterizedTest
  @CsvSource({"none, sinusoidal, false", "sinusoidal, none, true", "learned, none, true"})
  void transformerEncoderNeedsPositionalEncodingForOrder(
      String encoderPositions, String decoderPositions, boolean changes) {
    for (String decoder : List.of(TRANSFORMER.formatted(2, decoderPositions), RNN)) {
      List<Measurement> measurements = probe(TRANSFORMER.formatted(2, encoderPositions), decoder);
      for (String measure : List.of("state_change", "summary_change", "output_distance")) {
        double change = ProbeContexts.value(measurements, "source_order_" + measure);
        assertChange(change, changes);
      }
    }
  }

  /** One layer treats its prefix as a set; in a second one each token carries its own prefix. */
  @ParameterizedTest
  @CsvSource({"1, none, false", "2, none, true", "1, sinusoidal, true"})
  void oneLayerDecoderNeedsPositionalEncodingForOrder(
      int layers, String positions, boolean changes) {
    List<Measurement> measurements =
        probe(TRANSFORMER.formatted(1, "none"), TRANSFORMER.formatted(layers, positions));
    assertChange(ProbeContexts.value(measurements, "target_order_output_distance"), changes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "sinusoidal"})
  void laterTargetTokensChangeNothingBeforeThem(String positions) {
    for (String decoder : List.of(TRANSFORMER.formatted(2, positions), RNN)) {
      List<Measurement> measurements = probe(TRANSFORMER.formatted(1, "none"), decoder);
      assertChange(ProbeContexts.value(measurements, "target_future_change"), false);
      assertChange(ProbeContexts.value(measurements, "target_past_change"), true);
    }
  }

  @Test
  void laterHalfIsReplacedByOtherWords() {
    int[][] targets = {{4, 5, 6, 7, 3}, {8, 3}, {3}};
    for (int seed = 0; seed < 50; seed++) {
      int[][] replaced = FutureChange.replace(targets, 9, new Random(seed));
      for (int b = 0; b < targets.length; b++) {
        for (int t = 0; t < targets[b].length; t++) {
          if (t < targets[b].length / 2) {
            assertThat(replaced[b][t]).isEqualTo(targets[b][t]);
          } else {
            assertThat(replaced[b][t]).isBetween(4, 8).isNotEqualTo(targets[b][t]);
          }
        }
      }
    }
  }

  private static void assertChange(double change, boolean expected) {
    if (expected) {
      assertThat(change).isGreaterThan(1e-4);
    } else {
      assertThat(change).isLessThan(1e-5);
    }
  }
}
