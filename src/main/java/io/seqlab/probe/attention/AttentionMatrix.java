package io.seqlab.probe.attention;

import io.seqlab.data.core.Example;
import java.util.ArrayList;
import java.util.List;

/**
 * The attention weights of one example, of one head or averaged over heads.
 *
 * @param rows T rows of S weights that sum to 1: one row for each query position (target position,
 *     or source position in self-attention), end-of-sequence included, padding excluded
 */
record AttentionMatrix(Example example, List<float[]> rows) {

  /** The mean over heads, (head, example) to (example). */
  static List<AttentionMatrix> mean(List<List<AttentionMatrix>> heads) {
    List<AttentionMatrix> means = new ArrayList<>();
    for (int i = 0; i < heads.get(0).size(); i++) {
      AttentionMatrix first = heads.get(0).get(i);
      List<float[]> rows = new ArrayList<>();
      for (int t = 0; t < first.rows.size(); t++) {
        rows.add(mean(heads, i, t));
      }
      means.add(new AttentionMatrix(first.example, rows));
    }
    return means;
  }

  private static float[] mean(List<List<AttentionMatrix>> heads, int i, int t) {
    float[] mean = new float[heads.get(0).get(i).rows.get(t).length];
    for (List<AttentionMatrix> head : heads) {
      float[] row = head.get(i).rows.get(t);
      for (int s = 0; s < mean.length; s++) {
        mean[s] += row[s] / heads.size();
      }
    }
    return mean;
  }
}
