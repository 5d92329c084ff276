package io.seqlab.metric;

import java.util.List;

/** Checks that each hypothesis has a reference and that there is at least one. */
final class PairedSentences {
  private PairedSentences() {}

  static void check(List<?> hypotheses, List<?> references) {
    if (hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          hypotheses.size() + " hypotheses for " + references.size() + " references");
    }
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a metric requires at least one example");
    }
  }
}
