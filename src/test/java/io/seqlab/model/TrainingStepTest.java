package io.seqlab.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
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
          .forEach((name, p) -> assertGradient(name, p.getArray().getGradient()));
    }
  }

  private static double backward(ModelFixture fixture, Batch batch) {
    try (NDManager scratch = fixture.manager().newSubManager();
        GradientCollector collector = scratch.getEngine().newGradientCollector()) {
      ForwardPass pass = new ForwardPass(new ParameterStore(scratch, false), true);
      NDArray loss =
          new TokenLoss(0.1).of(scratch, pass, fixture.model(), batch, batch.targetTokens());
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  private static void assertGradient(String name, NDArray gradient) {
    float[] values = gradient.toFloatArray();
    gradient.close();
    double largest = 0;
    for (float value : values) {
      assertThat(value).as(name).isFinite();
      largest = Math.max(largest, Math.abs(value));
    }
    if (name.endsWith("attention.key.bias") || name.endsWith("heads.key.bias")) {
      // It adds the same number to all scores of a query, which softmax ignores.
      assertThat(largest).as(name).isLessThan(1e-5);
    } else {
      assertThat(largest).as(name).isGreaterThan(1e-6);
    }
  }
}
