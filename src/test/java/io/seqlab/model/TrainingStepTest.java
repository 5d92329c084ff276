package io.seqlab.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.seqlab.config.model.AttentionKind;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.PrefixLmSpec;
import io.seqlab.config.model.TransformerDecoderSpec;
import io.seqlab.config.model.TransformerSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.model.ModelSpecs.Definition;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.train.TokenLoss;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One forward and backward pass of every model, with dropout. */
class TrainingStepTest {
  static List<Definition> pairs() {
    return ModelSpecs.pairs();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyParameterGetsAGradientAndNoArrayLeaks(Definition definition) {
    Random random = new Random(7);
    int[][] sources = ModelFixture.sequences(random, 4, 7);
    int[][] targets = ModelFixture.sequences(random, 4, 6);
    Batch batch = new Batch(new int[] {0, 1, 2, 3}, sources, targets);
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 3)) {
      assertThat(backward(fixture, batch)).isFinite().isPositive();
      int arrays = fixture.manager().getManagedArrays().size();
      assertThat(backward(fixture, batch)).isFinite();
      assertThat(fixture.manager().getManagedArrays()).hasSize(arrays);
      NamedParameters.trained(fixture.model())
          .forEach(
              (name, p) ->
                  assertGradient(
                      name,
                      p.getArray().getGradient(),
                      isIgnoredBySoftmax(definition.spec(), name)));
    }
  }

  /** Dropout is seeded: an unlucky mask can take every gradient of an energy behind a ReLU. */
  private static double backward(ModelFixture fixture, Batch batch) {
    fixture.manager().getEngine().setRandomSeed(1);
    try (NDManager scratch = fixture.manager().newSubManager();
        GradientCollector collector = scratch.getEngine().newGradientCollector()) {
      ForwardPass pass = new ForwardPass(new ParameterStore(scratch, false), true);
      NDArray loss =
          new TokenLoss(0.1).of(scratch, pass, fixture.model(), batch, batch.targetTokens());
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  /** A key bias adds the same number to all scores of a query, unless keys are rotated. */
  private static boolean isIgnoredBySoftmax(ModelSpec spec, String name) {
    Object half = name.startsWith("encoder") ? spec.encoder() : spec.decoder();
    if (half instanceof PrefixLmSpec) {
      return name.endsWith("attention.key.bias");
    }
    if (!name.endsWith("attention.key.bias") || !(half instanceof TransformerSpec transformer)) {
      return name.endsWith("heads.key.bias");
    }
    if (name.contains("cross_attention")) {
      return ((TransformerDecoderSpec) transformer).crossAttention() != AttentionKind.LINEAR;
    }
    return transformer.selfAttention() != AttentionKind.LINEAR
        && transformer.positions() != PositionalEncoding.ROTARY;
  }

  private static void assertGradient(String name, NDArray gradient, boolean ignored) {
    float[] values = gradient.toFloatArray();
    gradient.close();
    double largest = 0;
    for (float value : values) {
      assertThat(value).as(name).isFinite();
      largest = Math.max(largest, Math.abs(value));
    }
    if (ignored) {
      assertThat(largest).as(name).isLessThan(1e-5);
    } else {
      assertThat(largest).as(name).isGreaterThan(1e-6);
    }
  }
}
