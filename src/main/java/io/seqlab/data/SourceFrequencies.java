package io.seqlab.data;

import io.seqlab.data.core.Example;
import io.seqlab.data.text.Vocabulary;
import java.util.List;

/** How often the tokens of a source vocabulary occur in training. */
public final class SourceFrequencies {
  private SourceFrequencies() {}

  /**
   * The logarithm of the relative frequency of each token in the sources, end-of-sequence included.
   * A token that does not occur counts as one that occurs once.
   *
   * @param vocabulary of the sources
   */
  public static float[] log(List<Example> examples, Vocabulary vocabulary) {
    long[] counts = new long[vocabulary.size()];
    long total = 0;
    for (Example example : examples) {
      int[] source = vocabulary.encode(example.source());
      for (int id : source) {
        counts[id]++;
      }
      total += source.length;
    }
    float[] logs = new float[counts.length];
    for (int id = 0; id < counts.length; id++) {
      logs[id] = (float) Math.log(Math.max(1, counts[id]) / (double) total);
    }
    return logs;
  }
}
