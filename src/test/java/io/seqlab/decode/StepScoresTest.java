package io.seqlab.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.DecoderStep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepScoresTest {
  /** Few and many scores, which lie row by row or token by token in memory. */
  @ParameterizedTest
  @CsvSource({"3, 7, false", "3, 7, true", "20, 2000, false", "20, 2000, true"})
  void readsLogitsInAnyOrderOfMemory(int rows, int vocabulary, boolean byToken) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray byRow = manager.randomNormal(new Shape(rows, vocabulary));
      NDArray logits = byToken ? byRow.transpose().duplicate().transpose() : byRow;
      StepScores scores = StepScores.of(new DecoderStep(logits, null, null), false, false);
      long[] best = byRow.argMax(1).toLongArray();
      float[] highest = byRow.max(new int[] {1}).toFloatArray();
      for (int r = 0; r < rows; r++) {
        assertThat(scores.best(r)).isEqualTo((int) best[r]);
        assertThat(scores.score(r, scores.best(r))).isEqualTo(highest[r]);
      }
      for (int r = 0; r < rows; r++) {
        assertThat(scores.row(r)).containsExactly(byRow.get(r).toFloatArray());
        assertThat(scores.score(r, vocabulary - 1)).isEqualTo(byRow.getFloat(r, vocabulary - 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 7", "20, 2000"})
  void notANumberIsNoScore(int rows, int vocabulary) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.zeros(new Shape(rows, vocabulary));
      logits.set(new NDIndex("1, 2"), Float.NaN);
      StepScores scores = StepScores.of(new DecoderStep(logits, null, null), false, false);
      assertThat(scores.score(0, scores.best(0))).isZero();
      assertThatThrownBy(() -> scores.score(1, scores.best(1)))
          .isInstanceOf(NonFiniteScoreException.class);
    }
  }
}
