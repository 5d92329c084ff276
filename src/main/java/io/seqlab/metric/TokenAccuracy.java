package io.seqlab.metric;

import java.util.List;

/**
 * The share of reference positions whose token the hypothesis has at the same place. The end of the
 * sequence counts as the position after the last token, so that an answer that goes on too long is
 * not right throughout.
 */
public final class TokenAccuracy {
  private TokenAccuracy() {}

  /** From 0 to 1, over the positions of all references together. */
  public static <T> double corpus(List<List<T>> hypotheses, List<List<T>> references) {
    PairedSentences.check(hypotheses, references);
    long correct = 0;
    long positions = 0;
    for (int i = 0; i < references.size(); i++) {
      correct += correct(hypotheses.get(i), references.get(i));
      positions += references.get(i).size() + 1;
    }
    return (double) correct / positions;
  }

  /** The positions of one reference that are right, its end among them. */
  public static <T> int correct(List<T> hypothesis, List<T> reference) {
    int correct = hypothesis.size() == reference.size() ? 1 : 0; // both end here
    for (int i = 0; i < Math.min(hypothesis.size(), reference.size()); i++) {
      correct += hypothesis.get(i).equals(reference.get(i)) ? 1 : 0;
    }
    return correct;
  }
}
