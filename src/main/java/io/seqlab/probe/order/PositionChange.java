package io.seqlab.probe.order;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.attention.SelfAttention.QueriesAndKeys;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.transformer.TransformerEncoder;
import io.seqlab.probe.core.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How queries and keys of an encoder's first layer change with the position of their word. q(a, m)
 * is the query of word a at position m and k(b, n) the key of word b at position n, in one head;
 * they do not depend on the other words.
 *
 * <pre>
 *   norm:    |‖q(a, p)‖ / ‖q(a, 0)‖ − 1|
 *   cosine:  |cos(q(a, n + d), k(b, n)) − cos(q(a, 0), k(b, 0))|
 *   score:   |q(a, n + d)·k(b, n) − q(a, d)·k(b, 0)| / (‖q(a, d)‖·‖k(b, 0)‖)
 * </pre>
 *
 * <p>Rotary positions (Su et al. 2021, eq. 14 to 16) turn q(a, 0) and k(b, 0) by R_m and R_n, which
 * are orthogonal, with R_mᵀ·R_n = R_(n−m): norm and score are 0 up to rounding, and the cosine is
 * for d = 0.
 */
final class PositionChange {
  /** Words: the first ones of the vocabulary, the most frequent. */
  private static final int WORDS = 20;

  private final OrderProbeSpec spec;
  private final double[][][][] queries; // word, head, position, component
  private final double[][][][] keys;

  private PositionChange(OrderProbeSpec spec, double[][][][] queries, double[][][][] keys) {
    this.spec = spec;
    this.queries = queries;
    this.keys = keys;
  }

  /** Measures each word of a vocabulary at every position. */
  static List<Measurement> measure(
      OrderProbeSpec spec, TransformerEncoder encoder, NDManager manager, int vocabulary) {
    int first = Vocabulary.EOS + 1;
    int[][] words = new int[Math.min(WORDS, vocabulary - first)][spec.length()];
    for (int w = 0; w < words.length; w++) {
      Arrays.fill(words[w], first + w); // at every position, the same word
    }
    try (NDManager scratch = manager.newSubManager()) {
      QueriesAndKeys vectors =
          encoder.firstQueriesAndKeys(
              ForwardPass.inference(scratch), TokenBatch.of(scratch, words));
      return new PositionChange(spec, values(vectors.queries()), values(vectors.keys())).all();
    }
  }

  /** (B, H, T, d_k). */
  private static double[][][][] values(NDArray array) {
    long[] shape = array.getShape().getShape();
    float[] flat = array.toFloatArray();
    double[][][][] values =
        new double[(int) shape[0]][(int) shape[1]][(int) shape[2]][(int) shape[3]];
    int next = 0;
    for (double[][][] word : values) {
      for (double[][] head : word) {
        for (double[] vector : head) {
          for (int i = 0; i < vector.length; i++) {
            vector[i] = flat[next++];
          }
        }
      }
    }
    return values;
  }

  private List<Measurement> all() {
    List<Measurement> measurements = new ArrayList<>();
    for (int position : spec.positions()) {
      DoubleSummaryStatistics changes = norms(position);
      measurements.add(
          Measurement.single("position_norm_change", changes.getMax(), changes.getCount())
              .at("position", position));
    }
    for (int distance : spec.distances()) {
      DoubleSummaryStatistics cosines = new DoubleSummaryStatistics();
      DoubleSummaryStatistics scores = new DoubleSummaryStatistics();
      for (int a = 0; a < queries.length; a++) {
        for (int b = 0; b < keys.length; b++) {
          for (int head = 0; head < queries[a].length; head++) {
            addPair(queries[a][head], keys[b][head], distance, cosines, scores);
          }
        }
      }
      measurements.add(
          Measurement.mean("position_cosine_change", cosines).at(Measurement.DISTANCE, distance));
      measurements.add(
          Measurement.single("position_score_change", scores.getMax(), scores.getCount())
              .at(Measurement.DISTANCE, distance));
    }
    return measurements;
  }

  private DoubleSummaryStatistics norms(int position) {
    return Arrays.stream(queries)
        .flatMap(Arrays::stream)
        .mapToDouble(head -> Math.abs(norm(head[position]) / norm(head[0]) - 1))
        .summaryStatistics();
  }

  /**
   * Adds the changes of one pair of words in one head.
   *
   * @param q queries of the one word by position
   * @param k keys of the other
   */
  private void addPair(
      double[][] q,
      double[][] k,
      int distance,
      DoubleSummaryStatistics cosines,
      DoubleSummaryStatistics scores) {
    double together = cosine(q[0], k[0]);
    double atStart = product(q[distance], k[0]);
    double scale = norm(q[distance]) * norm(k[0]);
    for (int n : spec.positions()) {
      cosines.accept(Math.abs(cosine(q[n + distance], k[n]) - together));
      scores.accept(Math.abs(product(q[n + distance], k[n]) - atStart) / scale);
    }
  }

  private static double cosine(double[] x, double[] y) {
    return product(x, y) / (norm(x) * norm(y));
  }

  private static double norm(double[] x) {
    return Math.sqrt(product(x, x));
  }

  private static double product(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum();
  }
}
