package io.seqlab.probe.attention;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/** Concentration of attention: one value for each row w of weights over S source tokens. */
final class AttentionConcentration {
  /** A row with a larger weight than this is saturated. */
  private static final double SATURATION_THRESHOLD = 0.99;

  private AttentionConcentration() {}

  /** Entropy −Σ w·ln w in nats, from 0 (all weight on one token) to ln S (uniform). */
  static DoubleSummaryStatistics entropy(List<AttentionMatrix> matrices) {
    return rows(matrices).mapToDouble(AttentionConcentration::entropy).summaryStatistics();
  }

  /** Entropy divided by its maximum ln S; rows with S = 1 are skipped. */
  static DoubleSummaryStatistics entropyShare(List<AttentionMatrix> matrices) {
    return rows(matrices)
        .filter(row -> row.length > 1)
        .mapToDouble(row -> entropy(row) / Math.log(row.length))
        .summaryStatistics();
  }

  /** 1 if the largest weight exceeds the threshold, else 0. */
  static DoubleSummaryStatistics saturation(List<AttentionMatrix> matrices) {
    return rows(matrices)
        .mapToDouble(row -> row[argMax(row)] > SATURATION_THRESHOLD ? 1 : 0)
        .summaryStatistics();
  }

  /** Index of the largest weight, the first among equals. */
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
    return matrices.stream().flatMap(matrix -> matrix.rows().stream());
  }

  private static double entropy(float[] row) {
    double sum = 0;
    for (float w : row) {
      sum -= w > 0 ? w * Math.log(w) : 0;
    }
    return sum;
  }
}
