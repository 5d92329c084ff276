package io.seqlab.metric;

import java.util.List;
import java.util.Set;

/**
 * How far links between words are from known ones: 1 − (|A ∩ S| + |A ∩ P|) / (|A| + |S|) for found
 * links A, sure ones S and possible ones P (Och and Ney 2003, section 4.2). Here every known link
 * is sure, so S = P.
 */
public final class AlignmentErrorRate {
  private AlignmentErrorRate() {}

  /**
   * From 0 to 1, over all examples together; NaN if there are no links at all.
   *
   * @param <L> a link, known by equality
   */
  public static <L> double corpus(List<Set<L>> found, List<Set<L>> known) {
    PairedSentences.check(found, known);
    long both = 0;
    long all = 0;
    for (int i = 0; i < known.size(); i++) {
      Set<L> right = known.get(i);
      both += found.get(i).stream().filter(right::contains).count();
      all += found.get(i).size() + right.size();
    }
    return all == 0 ? Double.NaN : 1 - 2.0 * both / all;
  }
}
