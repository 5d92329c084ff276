package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import io.seqlab.model.core.DecoderStep;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The result of a decoder step on the host, one row for each hypothesis.
 *
 * <p>Implementation: on the CPU the buffer is the memory of the array itself, if that lies row by
 * row; logits for an arg max may not, and are copied when first read. A pass of Java over it masks
 * and penalises tokens in less time than native operations, which would read and write all rows
 * again; to find the best token of each row, one native operation is faster.
 */
final class StepScores {
  private static final float[] NONE = {};

  /** Logits of which a copy takes less time than an operation. */
  private static final int FEW = 1 << 15;

  private final NDArray array; // (R, V)
  private FloatBuffer buffer; // the same; null for logits that were not read yet
  private final float[] attention; // (R, S)
  private final int rows;
  private final float[] row;
  private long[] best; // (R)
  private float[] bestScores; // (R)

  /** Valid until the arrays of the step are closed. */
  private StepScores(NDArray scores, float[] attention) {
    array = scores;
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
    StepScores scores =
        new StepScores(
            logProbabilities ? logits.logSoftmax(-1) : logits,
            keepAttention && step.attention() != null ? step.attention().toFloatArray() : NONE);
    if (logProbabilities || logits.size() < FEW) {
      scores.read();
    }
    return scores;
  }

  private FloatBuffer read() {
    if (buffer == null) {
      buffer = array.toByteBuffer(true).asFloatBuffer();
    }
    return buffer;
  }

  /** A copy of the scores of all tokens, (V), which the next call overwrites. */
  float[] row(int r) {
    read().get(r * row.length, row);
    return row;
  }

  /** The first token of highest score; if there is a NaN, one whose score it is. */
  int best(int r) {
    if (best == null) {
      NDArray tokens = array.argMax(1); // (R)
      best = tokens.toLongArray();
      bestScores = buffer == null ? array.gather(tokens.expandDims(1), 1).toFloatArray() : null;
    }
    return (int) best[r];
  }

  /**
   * The score of one token.
   *
   * @throws NonFiniteScoreException if it is NaN
   */
  double score(int r, int token) {
    boolean isBest = bestScores != null && best[r] == token;
    float score = isBest ? bestScores[r] : read().get(r * row.length + token);
    NonFiniteScoreException.requireNumber(score);
    return score;
  }

  /** The attention weights, (S); empty if not wanted or without attention. */
  float[] attention(int r) {
    int width = attention.length / rows;
    return width == 0 ? NONE : Arrays.copyOfRange(attention, r * width, (r + 1) * width);
  }
}
