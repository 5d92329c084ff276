package io.seqlab.metric;

import java.util.List;
import java.util.Set;

/**
 * Alignment error rate: 1 − (|A ∩ S| + |A ∩ P|) / (|A| + |S|) for predicted links A, sure gold
 * links S and possible gold links P (Och and Ney 2003, section 4.2). Here all gold links are sure,
 * S = P.
 */
public final class AlignmentErrorRate {
  private AlignmentErrorRate() {}

  /**
   * From 0 to 1, over all examples; NaN without any links.
   *
   * @param <L> a link, compared by equals
   */
  public static <L> double corpus(List<Set<L>> predicted, List<Set<L>> gold) {
    PairedSentences.check(predicted, gold);
    long both = 0;
    long all = 0;
    for (int i = 0; i < gold.size(); i++) {
      Set<L> sure = gold.get(i);
      both += predicted.get(i).stream().filter(sure::contains).count();
      all += predicted.get(i).size() + sure.size();
    }
    return all == 0 ? Double.NaN : 1 - 2.0 * both / all;
  }
}
