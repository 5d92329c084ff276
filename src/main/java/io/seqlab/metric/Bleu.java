package io.seqlab.metric;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Corpus BLEU (Papineni et al. 2002) of detokenised text with one reference per sentence, equal to
 * that of sacreBLEU (Post 2018) with its defaults: tokenizer 13a, case-sensitive, exponential
 * smoothing (Chen and Cherry 2014, method 3), orders 1 to 4, no effective order.
 *
 * <p>BLEU = BP · exp(¼ Σ ln pₙ), BP = min(1, exp(1 − r/h)) for h tokens of hypotheses and r of
 * references; the k-th order without a match has pₙ = 100 / (2ᵏ · n-grams of that order).
 *
 * <p>An empty reference, which sacreBLEU 2 refuses, has 0 tokens: the n-grams of its hypothesis
 * count without a match.
 */
public final class Bleu {
  /** The settings, as a sacreBLEU signature. */
  public static final String SIGNATURE =
      "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp"
          + "|version:seqlab (equal to sacrebleu-2.6.0)";

  private static final int ORDERS = 4;

  /** Counts: matches and totals of each order, tokens of the hypothesis and of the reference. */
  private static final int COUNTS = 2 * ORDERS + 2;

  private final long[] matches;
  private final long[] totals;
  private final long hypothesisLength;
  private final long referenceLength;

  private Bleu(long[] counts) {
    matches = Arrays.copyOfRange(counts, 0, ORDERS);
    totals = Arrays.copyOfRange(counts, ORDERS, 2 * ORDERS);
    hypothesisLength = counts[2 * ORDERS];
    referenceLength = counts[2 * ORDERS + 1];
  }

  /** Corpus BLEU of hypotheses, each against the reference of the same index. */
  public static BleuScore corpus(List<String> hypotheses, List<String> references) {
    PairedSentences.check(hypotheses, references);
    long[] sums = new long[COUNTS];
    for (int i = 0; i < references.size(); i++) {
      long[] counts = counts(hypotheses.get(i), references.get(i));
      Arrays.setAll(sums, k -> sums[k] + counts[k]);
    }
    return of(sums);
  }

  /** BLEU from sums of {@link #counts}. */
  public static BleuScore of(long[] sums) {
    return new Bleu(sums).score();
  }

  /**
   * The counts of one hypothesis: matches of orders 1 to 4, n-grams of orders 1 to 4, tokens of the
   * hypothesis, tokens of the reference.
   */
  public static long[] counts(String hypothesis, String reference) {
    List<String> answer = Tokenizer13a.tokenize(hypothesis);
    List<String> expected = Tokenizer13a.tokenize(reference);
    long[] counts = new long[COUNTS];
    for (int n = 1; n <= ORDERS; n++) {
      Map<List<String>, Integer> inReference = ngrams(expected, n);
      for (Map.Entry<List<String>, Integer> ngram : ngrams(answer, n).entrySet()) {
        counts[ORDERS + n - 1] += ngram.getValue();
        counts[n - 1] += Math.min(ngram.getValue(), inReference.getOrDefault(ngram.getKey(), 0));
      }
    }
    counts[2 * ORDERS] = answer.size();
    counts[2 * ORDERS + 1] = expected.size();
    return counts;
  }

  private static Map<List<String>, Integer> ngrams(List<String> tokens, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= tokens.size(); i++) {
      counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  private BleuScore score() {
    boolean anyMatch = Arrays.stream(matches).anyMatch(count -> count > 0);
    List<Double> precisions = anyMatch ? precisions() : Collections.nCopies(ORDERS, 0.0);
    double meanLog = precisions.stream().mapToDouble(Math::log).sum() / ORDERS;
    double penalty = brevityPenalty();
    return new BleuScore(
        penalty * Math.exp(meanLog), precisions, penalty, hypothesisLength, referenceLength);
  }

  private List<Double> precisions() {
    Double[] precisions = new Double[ORDERS];
    double smoothing = 1;
    for (int n = 0; n < ORDERS; n++) {
      if (totals[n] == 0) {
        precisions[n] = 0.0; // every hypothesis is shorter than this order
      } else if (matches[n] == 0) {
        smoothing /= 2;
        precisions[n] = 100 * smoothing / totals[n];
      } else {
        precisions[n] = 100.0 * matches[n] / totals[n];
      }
    }
    return List.of(precisions);
  }

  private double brevityPenalty() {
    if (hypothesisLength >= referenceLength) {
      return 1;
    }
    return hypothesisLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / hypothesisLength);
  }
}
