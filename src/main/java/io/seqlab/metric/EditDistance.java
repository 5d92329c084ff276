package io.seqlab.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Levenshtein distance: the least number of insertions, deletions and substitutions of tokens.
 * End-of-sequence is no token here, neither of the distance nor of the length, as in word error
 * rate.
 */
public final class EditDistance {
  private EditDistance() {}

  /** The {@link #rate} over all examples. */
  public static <T> double corpus(List<List<T>> hypotheses, List<List<T>> references) {
    PairedSentences.check(hypotheses, references);
    double distance = 0;
    double length = 0;
    for (int i = 0; i < references.size(); i++) {
      distance += between(hypotheses.get(i), references.get(i));
      length += references.get(i).size();
    }
    return rate(distance, length);
  }

  /**
   * Sum of distances divided by sum of reference lengths: 0 if all hypotheses equal their
   * references, above 1 if hypotheses are much too long. With a length of 0 it is 1 if any
   * hypothesis has a token, as sacreBLEU's TER (Post 2018).
   */
  public static double rate(double distance, double length) {
    return length > 0 ? distance / length : distance > 0 ? 1 : 0;
  }

  /**
   * The distance between two sequences (Wagner and Fischer 1974), with one row of the table: after
   * row i, {@code row[j]} is the distance between the first i and the first j tokens.
   */
  public static <T> int between(List<T> one, List<T> other) {
    int[] row = new int[other.size() + 1];
    Arrays.setAll(row, j -> j);
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
