package io.seqlab.metric;

import java.util.Arrays;
import java.util.List;

/**
 * A metric of text: counts of each sentence, whose sums over any set of sentences give the score of
 * that set. So bootstrap samples and slices need no text.
 */
public interface TextMetric {
  /** The name that a signature starts with, such as {@code chrF2}. */
  String name();

  /** What one hypothesis adds to the sums; at least one reference. */
  double[] counts(String hypothesis, List<String> references);

  /** The score of sentences from the sums of their {@link #counts}. */
  double score(double[] sums);

  /** The settings in the form and order of a signature, such as {@code case:lc}. */
  List<String> settings();

  /**
   * The metric with one setting changed.
   *
   * @throws IllegalArgumentException if there is no such setting or value; says which there are
   */
  TextMetric with(String key, String value);

  /** The implementation, and the one to which it is equal. */
  default String version() {
    return Settings.SACREBLEU;
  }

  /** Whether a higher score is better. */
  default boolean higherIsBetter() {
    return true;
  }

  /** The metric as it is used for a single sentence. */
  default TextMetric ofSentences() {
    return this;
  }

  /** Components of the score; empty if there are none. */
  default String details(double[] sums) {
    return "";
  }

  /** The score of one sentence. */
  default double sentence(String hypothesis, List<String> references) {
    return ofSentences().score(counts(hypothesis, references));
  }

  /** The sums of the {@link #counts} of hypotheses, each with the references of the same index. */
  default double[] sums(List<String> hypotheses, List<List<String>> references) {
    PairedSentences.check(hypotheses, references);
    double[] sums = counts(hypotheses.get(0), references.get(0));
    for (int i = 1; i < references.size(); i++) {
      double[] counts = counts(hypotheses.get(i), references.get(i));
      Arrays.setAll(sums, k -> sums[k] + counts[k]);
    }
    return sums;
  }

  /** The score of hypotheses, each with the references of the same index. */
  default double corpus(List<String> hypotheses, List<List<String>> references) {
    return score(sums(hypotheses, references));
  }

  /** Name, number of references, settings and version, in the form of sacreBLEU (Post 2018). */
  default String signature(int references) {
    return signature(String.valueOf(references));
  }

  /** The same with a number of references that may vary, as {@code var}. */
  default String signature(String references) {
    return "%s|nrefs:%s|%s|version:%s"
        .formatted(name(), references, String.join("|", settings()), version());
  }
}
