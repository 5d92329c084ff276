package io.seqlab.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Exact match: the fraction of hypotheses equal to their reference, in length and every token. An
 * empty reference is matched by an empty hypothesis only.
 */
public final class ExactMatch {
  private ExactMatch() {}

  /** From 0 to 1. */
  public static <T> double corpus(List<T> hypotheses, List<T> references) {
    PairedSentences.check(hypotheses, references);
    long equal =
        IntStream.range(0, references.size())
            .filter(i -> hypotheses.get(i).equals(references.get(i)))
            .count();
    return (double) equal / references.size();
  }
}
