package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import io.seqlab.model.core.DecoderStep;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The result of a decoder step on the host, one row for each hypothesis.
 *
 * <p>Implementation: on the CPU the buffer is the memory of the array itself. A pass of Java over
 * it masks and penalises tokens in less time than native operations, which would read and write all
 * rows again; to find the best token of each row, one native operation is faster.
 */
final class StepScores {
  private static final float[] NONE = {};

  private final NDArray array; // (R, V)
  private final FloatBuffer scores; // the same
  private final float[] attention; // (R, S)
  private final int rows;
  private final float[] row;
  private long[] best; // (R)

  /** Valid until the arrays of the step are closed. */
  private StepScores(NDArray scores, float[] attention) {
    array = scores;
    this.scores = scores.toByteBuffer(true).asFloatBuffer();
    this.attention = attention;
    rows = Math.toIntExact(scores.getShape().get(0));
    row = new float[Math.toIntExact(scores.getShape().get(1))];
  }

  /**
   * Reads a step.
   *
   * @param logProbabilities whether the scores are log-probabilities; else logits
   */
  static StepScores of(DecoderStep step, boolean logProbabilities, boolean keepAttention) {
    NDArray logits = step.logits(); // (R, V)
    return new StepScores(
        logProbabilities ? logits.logSoftmax(-1) : logits,
        keepAttention && step.attention() != null ? step.attention().toFloatArray() : NONE);
  }

  /** A copy of the scores of all tokens, (V), which the next call overwrites. */
  float[] row(int r) {
    scores.get(r * row.length, row);
    return row;
  }

  /** The first token of highest score; if there is a NaN, one whose score it is. */
  int best(int r) {
    if (best == null) {
      best = array.argMax(1).toLongArray();
    }
    return (int) best[r];
  }

  /**
   * The score of one token.
   *
   * @throws NonFiniteScoreException if it is NaN
   */
  double score(int r, int token) {
    float score = scores.get(r * row.length + token);
    NonFiniteScoreException.requireNumber(score);
    return score;
  }

  /** The attention weights, (S); empty if not wanted or without attention. */
  float[] attention(int r) {
    int width = attention.length / rows;
    return width == 0 ? NONE : Arrays.copyOfRange(attention, r * width, (r + 1) * width);
  }
}
