package io.seqlab.metric;

import java.util.List;

/**
 * Token accuracy: the fraction of reference positions at which the hypothesis has the same token.
 * End-of-sequence counts as the position after the last token, so that a hypothesis that is too
 * long is not entirely correct; an empty reference has this position only.
 */
public final class TokenAccuracy {
  private TokenAccuracy() {}

  /** From 0 to 1, over the positions of all references. */
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

  /** Number of correct positions of one reference, its end included. */
  public static <T> int correct(List<T> hypothesis, List<T> reference) {
    int correct = 0;
    for (int i = 0; i <= reference.size(); i++) {
      correct += isCorrect(hypothesis, reference, i) ? 1 : 0;
    }
    return correct;
  }

  /** Whether one position of a reference is correct, from 0 to its length: the end. */
  public static <T> boolean isCorrect(List<T> hypothesis, List<T> reference, int position) {
    return position == reference.size()
        ? hypothesis.size() == reference.size()
        : position < hypothesis.size() && hypothesis.get(position).equals(reference.get(position));
  }
}
