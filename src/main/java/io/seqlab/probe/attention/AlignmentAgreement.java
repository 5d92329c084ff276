package io.seqlab.probe.attention;

import io.seqlab.data.core.AlignmentLink;
import io.seqlab.metric.AlignmentErrorRate;
import io.seqlab.probe.core.Measurement;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Agreement of attention with the gold alignments of synthetic tasks. Examples without gold
 * alignment are skipped.
 */
final class AlignmentAgreement {
  private AlignmentAgreement() {}

  /** The weight on gold-aligned source tokens, one value for each aligned target token. */
  static DoubleSummaryStatistics weightOnGold(List<AttentionMatrix> matrices) {
    DoubleSummaryStatistics weights = new DoubleSummaryStatistics();
    for (AttentionMatrix matrix : matrices) {
      for (int t = 0; t < matrix.example().target().size(); t++) {
        int target = t;
        int[] sources =
            matrix.example().alignment().stream()
                .filter(link -> link.target() == target)
                .mapToInt(AlignmentLink::source)
                .distinct()
                .toArray();
        if (sources.length > 0) {
          weights.accept(sum(matrix.rows().get(t), sources));
        }
      }
    }
    return weights;
  }

  /**
   * The self-attention weight from each source token of {@code from} to the gold-aligned source
   * tokens of its example, such as from a pronoun to its antecedent.
   *
   * @param matrices of encoder self-attention
   */
  static DoubleSummaryStatistics weightOnGold(List<AttentionMatrix> matrices, Set<String> from) {
    DoubleSummaryStatistics weights = new DoubleSummaryStatistics();
    for (AttentionMatrix matrix : matrices) {
      List<String> source = matrix.example().source();
      int[] gold =
          matrix.example().alignment().stream()
              .mapToInt(AlignmentLink::source)
              .distinct()
              .toArray();
      for (int s = 0; s < source.size() && gold.length > 0; s++) {
        if (from.contains(source.get(s))) {
          weights.accept(sum(matrix.rows().get(s), gold));
        }
      }
    }
    return weights;
  }

  private static double sum(float[] row, int[] positions) {
    double sum = 0;
    for (int s : positions) {
      sum += row[s];
    }
    return sum;
  }

  /**
   * Alignment error rate of the links (argmax of row t, t) for each target token t. A row whose
   * largest weight is on end-of-sequence gives no link.
   */
  static Measurement errorRate(List<AttentionMatrix> matrices, Shift shift) {
    List<Set<AlignmentLink>> predicted = new ArrayList<>();
    List<Set<AlignmentLink>> gold = new ArrayList<>();
    for (AttentionMatrix matrix : matrices) {
      if (!matrix.example().alignment().isEmpty()) {
        predicted.add(links(matrix, shift));
        gold.add(Set.copyOf(matrix.example().alignment()));
      }
    }
    double rate = gold.isEmpty() ? Double.NaN : AlignmentErrorRate.corpus(predicted, gold);
    return new Measurement("alignment_error_rate", shift.dimension(), shift.x(), rate, gold.size());
  }

  /**
   * A displacement of predicted links: (argmax of row t + step) + source is linked to t.
   *
   * @param dimension of the measurement
   */
  record Shift(String dimension, int source, int step) {
    static final Shift NONE = new Shift("", 0, 0);

    static Shift ofSource(int positions) {
      return new Shift("shift", positions, 0);
    }

    static Shift ofStep(int steps) {
      return new Shift("step_shift", 0, steps);
    }

    int x() {
      return source + step;
    }
  }

  private static Set<AlignmentLink> links(AttentionMatrix matrix, Shift shift) {
    Set<AlignmentLink> links = new HashSet<>();
    for (int t = 0; t < matrix.example().target().size(); t++) {
      int row = t + shift.step();
      if (row >= 0 && row < matrix.rows().size()) {
        int source = AttentionConcentration.argMax(matrix.rows().get(row)) + shift.source();
        if (source >= 0 && source < matrix.example().source().size()) {
          links.add(new AlignmentLink(source, t));
        }
      }
    }
    return links;
  }
}
