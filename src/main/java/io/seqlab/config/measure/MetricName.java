package io.seqlab.config.measure;

import io.seqlab.config.schema.Doc;

/** A number about the answers of a model to a set of examples. */
public enum MetricName {
  @Doc("Share of answers equal to the reference, token by token")
  EXACT_MATCH(true),
  @Doc("Share of reference positions whose token the answer has at the same place")
  TOKEN_ACCURACY(true),
  @Doc("Levenshtein distance in tokens, divided by the length of the reference, over all examples")
  EDIT_DISTANCE(false),
  @Doc("Corpus BLEU of detokenised text, as sacreBLEU computes it with tokenizer 13a")
  BLEU(true),
  @Doc("exp of the mean cross-entropy of reference tokens, teacher-forced on the reference prefix")
  PERPLEXITY(false),
  @Doc("Mean cross-entropy of reference tokens in nats, teacher-forced on the reference prefix")
  LOSS(false);

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

  /** The largest value there can be, infinite where there is no end. */
  public double maximum() {
    return switch (this) {
      case EXACT_MATCH, TOKEN_ACCURACY -> 1;
      case BLEU -> 100;
      case EDIT_DISTANCE, PERPLEXITY, LOSS -> Double.POSITIVE_INFINITY;
    };
  }

  /** Whether the model must answer freely for it; the others need only its probabilities. */
  public boolean needsDecoding() {
    return this != PERPLEXITY && this != LOSS;
  }
}
