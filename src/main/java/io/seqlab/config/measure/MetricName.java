package io.seqlab.config.measure;

import io.seqlab.config.schema.Doc;
import java.util.Arrays;
import java.util.Optional;

/** A metric: a score of the outputs of a model on a set of examples. */
public enum MetricName {
  @Doc("Fraction of outputs equal to the reference, token by token")
  EXACT_MATCH(true),
  @Doc(
      "Fraction of reference positions, end-of-sequence included, at which the output has the same token")
  TOKEN_ACCURACY(true),
  @Doc(
      "Levenshtein distance in tokens divided by the reference length, both without end-of-sequence, over all examples")
  EDIT_DISTANCE(false),
  @Doc("Corpus BLEU of detokenised text, as sacreBLEU computes it with tokenizer 13a")
  BLEU(true),
  @Doc(
      "exp of the mean cross-entropy of reference tokens, end-of-sequence included, under teacher forcing")
  PERPLEXITY(false),
  @Doc(
      "Mean cross-entropy in nats of reference tokens, end-of-sequence included, under teacher forcing")
  LOSS(false);

  /** Rounding of a value, relative to its bounds. */
  private static final double ROUNDING = 1e-6;

  private final boolean higherIsBetter;

  MetricName(boolean higherIsBetter) {
    this.higherIsBetter = higherIsBetter;
  }

  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** The name in YAML and in files. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The metric with a key; empty if there is none. */
  public static Optional<MetricName> ofKey(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key().equals(key)).findFirst();
  }

  /** The largest possible value; infinite if there is none. */
  public double maximum() {
    return switch (this) {
      case EXACT_MATCH, TOKEN_ACCURACY -> 1;
      case BLEU -> 100;
      case EDIT_DISTANCE, PERPLEXITY, LOSS -> Double.POSITIVE_INFINITY;
    };
  }

  /** The smallest possible value. */
  public double minimum() {
    return this == PERPLEXITY ? 1 : 0;
  }

  /** Whether a value lies between the bounds, up to rounding; loss and perplexity may overflow. */
  public boolean isPossible(double value) {
    boolean mayOverflow = this == LOSS || this == PERPLEXITY;
    return value >= minimum() - ROUNDING
        && value <= maximum() * (1 + ROUNDING)
        && (mayOverflow || Double.isFinite(value));
  }

  /**
   * Whether the metric needs decoded outputs; the others need only teacher-forced probabilities.
   */
  public boolean needsDecoding() {
    return this != PERPLEXITY && this != LOSS;
  }
}
