package io.seqlab.probe.attention;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/** How the weights of attention are spread over the source: means over rows. */
final class AttentionConcentration {
  /** A row whose largest weight is above this is saturated. */
  private static final double SATURATED = 0.99;

  private AttentionConcentration() {}

  /** Entropy −Σ w·ln w in nats: 0 for one token alone, ln S for all S alike. */
  static DoubleSummaryStatistics entropy(List<AttentionMatrix> matrices) {
    return rows(matrices).mapToDouble(AttentionConcentration::entropy).summaryStatistics();
  }

  /** Entropy as a share of ln S, its greatest; a source of one token has none. */
  static DoubleSummaryStatistics entropyShare(List<AttentionMatrix> matrices) {
    return rows(matrices)
        .filter(row -> row.length > 1)
        .mapToDouble(row -> entropy(row) / Math.log(row.length))
        .summaryStatistics();
  }

  /** 1 for a row whose largest weight is above 0.99, else 0. */
  static DoubleSummaryStatistics saturation(List<AttentionMatrix> matrices) {
    return rows(matrices)
        .mapToDouble(row -> row[argMax(row)] > SATURATED ? 1 : 0)
        .summaryStatistics();
  }

  /** Place of the largest weight, the first of several. */
  static int argMax(float[] row) {
    int best = 0;
    for (int s = 1; s < row.length; s++) {
      if (row[s] > row[best]) {
        best = s;
      }
    }
    return best;
  }

  private static Stream<float[]> rows(List<AttentionMatrix> matrices) {
    return matrices.stream().flatMap(matrix -> matrix.weights().stream());
  }

  private static double entropy(float[] row) {
    double sum = 0;
    for (float w : row) {
      sum -= w > 0 ? w * Math.log(w) : 0;
    }
    return sum;
  }
}
