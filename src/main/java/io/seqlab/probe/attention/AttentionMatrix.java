package io.seqlab.probe.attention;

import io.seqlab.data.core.Example;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one head, or several on average, looked in an example.
 *
 * @param weights a row (S) for each place of the target: ends of sequence included on both sides,
 *     padding on neither; each row sums to 1
 */
record AttentionMatrix(Example example, List<float[]> weights) {

  /** The mean over heads, of the same examples in the same order each. */
  static List<AttentionMatrix> mean(List<List<AttentionMatrix>> heads) {
    List<AttentionMatrix> means = new ArrayList<>();
    for (int i = 0; i < heads.get(0).size(); i++) {
      AttentionMatrix first = heads.get(0).get(i);
      List<float[]> rows = new ArrayList<>();
      for (int t = 0; t < first.weights.size(); t++) {
        rows.add(mean(heads, i, t));
      }
      means.add(new AttentionMatrix(first.example, rows));
    }
    return means;
  }

  private static float[] mean(List<List<AttentionMatrix>> heads, int i, int t) {
    float[] mean = new float[heads.get(0).get(i).weights.get(t).length];
    for (List<AttentionMatrix> head : heads) {
      float[] row = head.get(i).weights.get(t);
      for (int s = 0; s < mean.length; s++) {
        mean[s] += row[s] / heads.size();
      }
    }
    return mean;
  }
}
