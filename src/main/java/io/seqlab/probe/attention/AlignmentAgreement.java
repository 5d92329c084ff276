package io.seqlab.probe.attention;

import io.seqlab.data.core.AlignmentLink;
import io.seqlab.metric.AlignmentErrorRate;
import io.seqlab.probe.core.Measurement;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Attention beside the alignment that the making of a task gives; other examples are left out. */
final class AlignmentAgreement {
  private AlignmentAgreement() {}

  /** Of each target token that has links, the weight on the source tokens they lead to. */
  static DoubleSummaryStatistics mass(List<AttentionMatrix> matrices) {
    DoubleSummaryStatistics mass = new DoubleSummaryStatistics();
    for (AttentionMatrix matrix : matrices) {
      for (int t = 0; t < matrix.example().target().size(); t++) {
        int place = t;
        int[] sources =
            matrix.example().alignment().stream()
                .filter(link -> link.target() == place)
                .mapToInt(AlignmentLink::source)
                .distinct()
                .toArray();
        if (sources.length > 0) {
          mass.accept(sum(matrix.weights().get(t), sources));
        }
      }
    }
    return mass;
  }

  private static double sum(float[] row, int[] places) {
    double sum = 0;
    for (int s : places) {
      sum += row[s];
    }
    return sum;
  }

  /**
   * Alignment error rate of the links from each target token t to the source token with the largest
   * weight; a row that looks most at the end of the source gives no link.
   */
  static Measurement errorRate(List<AttentionMatrix> matrices, Shift shift) {
    List<Set<AlignmentLink>> found = new ArrayList<>();
    List<Set<AlignmentLink>> gold = new ArrayList<>();
    for (AttentionMatrix matrix : matrices) {
      if (!matrix.example().alignment().isEmpty()) {
        found.add(links(matrix, shift));
        gold.add(Set.copyOf(matrix.example().alignment()));
      }
    }
    double rate = gold.isEmpty() ? Double.NaN : AlignmentErrorRate.corpus(found, gold);
    return new Measurement("alignment_error_rate", shift.dimension(), shift.x(), rate, gold.size());
  }

  /**
   * Which neighbour is taken for what was looked at.
   *
   * @param source added to the place of the largest weight
   * @param step added to t, to read the row of another step of the decoder
   */
  record Shift(String dimension, int source, int step) {
    static final Shift NONE = new Shift("", 0, 0);

    static Shift ofSource(int places) {
      return new Shift("shift", places, 0);
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
      if (row >= 0 && row < matrix.weights().size()) {
        int source = AttentionConcentration.argMax(matrix.weights().get(row)) + shift.source();
        if (source >= 0 && source < matrix.example().source().size()) {
          links.add(new AlignmentLink(source, t));
        }
      }
    }
    return links;
  }
}
