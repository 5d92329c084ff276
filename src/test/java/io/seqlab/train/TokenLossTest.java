package io.seqlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.Batch;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.core.ForwardPass;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loss equals its formula, computed from the logits in double precision. */
class TokenLossTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.6})
  void equalsFormula(double smoothing) {
    Random random = new Random(4);
    int[][] sources = ModelFixture.sequences(random, 5, 6);
    int[][] targets = ModelFixture.sequences(random, 5, 6);
    Batch batch = new Batch(new int[] {0, 1, 2, 3, 4}, sources, targets);
    String half = "{type: rnn, cell: gru, hidden: 8}";
    String gru = "{encoder: %s, decoder: %s}".formatted(half, half);
    try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(gru), 1);
        NDManager scratch = fixture.manager().newSubManager()) {
      NDArray loss =
          new TokenLoss(smoothing)
              .of(
                  scratch,
                  ForwardPass.inference(scratch),
                  fixture.model(),
                  batch,
                  batch.targetTokens());
      float[][][] logits = fixture.logits(sources, targets);
      double sum = 0;
      for (int b = 0; b < targets.length; b++) {
        for (int t = 0; t < targets[b].length; t++) {
          sum += smoothed(logits[b][t], targets[b][t], smoothing);
        }
      }
      assertThat(loss.getFloat()).isCloseTo((float) (sum / batch.targetTokens()), within(1e-5f));
    }
  }

  private static double smoothed(float[] logits, int reference, double smoothing) {
    double normaliser = 0;
    for (float logit : logits) {
      normaliser += Math.exp(logit);
    }
    double loss = 0;
    for (int v = 0; v < logits.length; v++) {
      double probability = smoothing / logits.length + (v == reference ? 1 - smoothing : 0);
      loss -= probability * (logits[v] - Math.log(normaliser));
    }
    return loss;
  }
}
