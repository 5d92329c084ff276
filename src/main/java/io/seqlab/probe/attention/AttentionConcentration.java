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

  /**
   * Norm of the derivative of the weights with respect to their scores, the Frobenius norm of
   * diag(w) − w·wᵀ: 0 if one token has all weight, (1/√S)·√(1 − 1/S) if all have the same, at most
   * 1/√2. In increasing order.
   */
  static double[] softmaxGradients(List<AttentionMatrix> matrices) {
    return rows(matrices).mapToDouble(AttentionConcentration::softmaxGradient).sorted().toArray();
  }

  private static double softmaxGradient(float[] row) {
    double squares = 0;
    for (float w : row) {
      squares += (double) w * w;
    }
    double norm = 0;
    for (float w : row) {
      // Row of the Jacobian: w·(1 − w) on the diagonal, −w·w' elsewhere.
      double square = (double) w * w;
      norm += square * (1 - w) * (1 - w) + square * Math.max(0, squares - square);
    }
    return Math.sqrt(norm);
  }

  /** |Σw − 1|. */
  static DoubleSummaryStatistics sumError(List<AttentionMatrix> matrices) {
    return rows(matrices).mapToDouble(AttentionConcentration::sumError).summaryStatistics();
  }

  private static double sumError(float[] row) {
    double sum = 0;
    for (float w : row) {
      sum += w;
    }
    return Math.abs(sum - 1);
  }

  /**
   * How much the heads of a layer differ, one value for each row: the Jensen-Shannon divergence of
   * their weights (Lin 1991), H(mean over heads) − mean H(head), divided by its maximum, the
   * logarithm of the number of heads. 0 if all have the same weights, 1 if no two have weight on
   * the same token.
   *
   * @param heads (head, example), at least two
   */
  static DoubleSummaryStatistics divergence(List<List<AttentionMatrix>> heads) {
    DoubleSummaryStatistics divergence = new DoubleSummaryStatistics();
    List<AttentionMatrix> means = AttentionMatrix.mean(heads);
    for (int i = 0; i < means.size(); i++) {
      for (int t = 0; t < means.get(i).rows().size(); t++) {
        double own = 0;
        for (List<AttentionMatrix> head : heads) {
          own += entropy(head.get(i).rows().get(t)) / heads.size();
        }
        double difference = entropy(means.get(i).rows().get(t)) - own;
        divergence.accept(Math.max(0, difference) / Math.log(heads.size()));
      }
    }
    return divergence;
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
