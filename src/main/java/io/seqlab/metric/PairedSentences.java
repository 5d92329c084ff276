package io.seqlab.metric;

import java.util.List;

/** The condition of every metric: hypotheses and references that belong together. */
final class PairedSentences {
  private PairedSentences() {}

  static void check(List<?> hypotheses, List<?> references) {
    if (hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          hypotheses.size() + " hypotheses for " + references.size() + " references");
    }
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a metric needs at least one example");
    }
  }
}
