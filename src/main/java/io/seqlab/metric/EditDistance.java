package io.seqlab.metric;

import java.util.List;
import java.util.stream.IntStream;

/** Levenshtein distance: the fewest insertions, deletions and substitutions of a token. */
public final class EditDistance {
  private EditDistance() {}

  /**
   * Sum of the distances over sum of the reference lengths: 0 if all are equal, above 1 if the
   * answers are much too long, infinite if all references are empty and an answer is not.
   */
  public static <T> double corpus(List<List<T>> hypotheses, List<List<T>> references) {
    PairedSentences.check(hypotheses, references);
    long distance = 0;
    long length = 0;
    for (int i = 0; i < references.size(); i++) {
      distance += between(hypotheses.get(i), references.get(i));
      length += references.get(i).size();
    }
    return distance == 0 ? 0 : (double) distance / length;
  }

  /**
   * The distance of two sequences. Row by row (Wagner and Fischer 1974): after row i, {@code
   * row[j]} is the distance of the first i tokens of one from the first j of the other.
   */
  public static <T> int between(List<T> one, List<T> other) {
    int[] row = IntStream.rangeClosed(0, other.size()).toArray();
    for (int i = 1; i <= one.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.size(); j++) {
        int substituted = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.size()];
  }
}
