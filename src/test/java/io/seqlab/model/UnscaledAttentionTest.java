package io.seqlab.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.model.core.NamedParameters;
import java.nio.FloatBuffer;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Transformer attention with {@code scale: false}. */
class UnscaledAttentionTest {
  private static final String MODEL =
      "{encoder: %1$s, decoder: %1$s}"
          .formatted(
              "{type: transformer, d_model: 8, heads: 2, layers: 2, ff: 8, scale: %b, norm: pre}");

  /** Dividing queries by √(d/H) = 2 equals dividing scores by it. */
  @Test
  void equalsScaledAttentionAfterScalingQueries() {
    int[][] sources = ModelFixture.sequences(new Random(1), 3, 6);
    int[][] targets = ModelFixture.sequences(new Random(2), 3, 6);
    try (ModelFixture scaled = fixture(true);
        ModelFixture plain = fixture(false)) {
      float[][][] expected = scaled.logits(sources, targets);
      assertThat(plain.logits(sources, targets)[0][0]).isNotEqualTo(expected[0][0]);
      halveQueries(plain);
      float[][][] logits = plain.logits(sources, targets);
      for (int b = 0; b < 3; b++) {
        for (int t = 0; t < expected[b].length; t++) {
          assertThat(logits[b][t]).containsExactly(expected[b][t], Offset.offset(1e-5f));
        }
      }
    }
  }

  private static ModelFixture fixture(boolean scale) {
    String half = MODEL.replace("%b", String.valueOf(scale));
    return new ModelFixture(ModelSpecs.parse(half), 7);
  }

  private static void halveQueries(ModelFixture fixture) {
    NamedParameters.of(fixture.model())
        .forEach(
            (name, parameter) -> {
              if (name.contains("attention.query.")) {
                FloatBuffer values = parameter.getArray().toByteBuffer(true).asFloatBuffer();
                for (int i = 0; i < values.limit(); i++) {
                  values.put(i, values.get(i) / 2);
                }
              }
            });
  }
}
