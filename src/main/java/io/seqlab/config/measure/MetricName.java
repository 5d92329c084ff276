package io.seqlab.config.measure;

import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.EnumDoc;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A metric: a score of the outputs of a model on a set of examples. */
public enum MetricName {
  @Doc("Fraction of outputs equal to the reference, token by token")
  EXACT_MATCH(true, 1),
  @Doc(
      "Fraction of the reference positions of all examples together, end-of-sequence included, at which the output has the same token")
  TOKEN_ACCURACY(true, 1),
  @Doc(
      "Levenshtein distance in tokens divided by the reference length, both without end-of-sequence, over all examples")
  EDIT_DISTANCE(false, Double.POSITIVE_INFINITY),
  @Doc("Corpus BLEU of detokenised text, as sacreBLEU computes it with tokenizer 13a")
  BLEU(true, 100),
  @Doc("BLEU of 1-grams; otherwise as bleu")
  BLEU_1(true, 100),
  @Doc("BLEU of 1-grams and 2-grams; otherwise as bleu")
  BLEU_2(true, 100),
  @Doc("BLEU of 1-grams to 3-grams; otherwise as bleu")
  BLEU_3(true, 100),
  @Doc("BLEU with tokenizer intl, which separates punctuation and symbols of all scripts")
  BLEU_INTL(true, 100),
  @Doc("BLEU with tokenizer zh, for Chinese: each Chinese character is a token")
  BLEU_ZH(true, 100),
  @Doc("BLEU with tokenizer char: each character is a token")
  BLEU_CHAR(true, 100),
  @Doc("BLEU with tokenizer none, for text that is tokenized: the words between white space")
  BLEU_NONE(true, 100),
  @Doc("BLEU of text in lower case; otherwise as bleu")
  BLEU_LC(true, 100),
  @Doc("chrF2 of detokenised text, as sacreBLEU computes it: F2 of character n-grams up to 6")
  CHRF(true, 100),
  @Doc("chrF2++ of detokenised text, as sacreBLEU computes it: chrF2 with word n-grams up to 2")
  CHRF_PP(true, 100),
  @Doc("Translation edit rate of detokenised text, in percent, as sacreBLEU computes it")
  TER(false, Double.POSITIVE_INFINITY),
  @Doc("Word error rate of detokenised text: edits of words divided by words of references")
  WER(false, Double.POSITIVE_INFINITY),
  @Doc(
      "Character error rate of detokenised text: edits of characters divided by characters of references")
  CER(false, Double.POSITIVE_INFINITY),
  @Doc(
      "ROUGE-L of detokenised text: F1 of the longest common subsequence of words, mean over examples")
  ROUGE_L(true, 1),
  @Doc(
      "exp of the mean cross-entropy of reference tokens, end-of-sequence included, under teacher forcing")
  PERPLEXITY(false, Double.POSITIVE_INFINITY),
  @Doc(
      "Mean cross-entropy in nats of reference tokens, end-of-sequence included, under teacher forcing")
  LOSS(false, Double.POSITIVE_INFINITY);

  /** Rounding of a value, relative to its bounds. */
  private static final double ROUNDING = 1e-6;

  private static final Map<String, MetricName> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(MetricName::key, metric -> metric));

  private final String key = name().toLowerCase(java.util.Locale.ROOT);
  private final boolean higherIsBetter;
  private final double maximum;

  MetricName(boolean higherIsBetter, double maximum) {
    this.higherIsBetter = higherIsBetter;
    this.maximum = maximum;
  }

  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** What it is, with its unit. */
  public String meaning() {
    return EnumDoc.of(this);
  }

  /** The name in YAML and in files. */
  public String key() {
    return key;
  }

  /** The metric with a key; empty if there is none. */
  public static Optional<MetricName> ofKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** The largest possible value; infinite if there is none. */
  public double maximum() {
    return maximum;
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
   * Whether the metric compares detokenised text, not tokens: one of {@code metric.TextMetrics}.
   */
  public boolean isText() {
    return switch (this) {
      case EXACT_MATCH, TOKEN_ACCURACY, EDIT_DISTANCE, PERPLEXITY, LOSS -> false;
      case BLEU, BLEU_1, BLEU_2, BLEU_3, BLEU_INTL, BLEU_ZH, BLEU_CHAR, BLEU_NONE, BLEU_LC -> true;
      case CHRF, CHRF_PP, TER, WER, CER, ROUGE_L -> true;
    };
  }

  /**
   * Whether the metric needs decoded outputs; the others need only teacher-forced probabilities.
   */
  public boolean needsDecoding() {
    return this != PERPLEXITY && this != LOSS;
  }
}
