package io.seqlab.report.core;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.record.Measure;
import java.util.Locale;
import java.util.Map;

/**
 * How a measure is displayed.
 *
 * @param title display name; {@link #label} appends the unit in parentheses, unless it is empty
 * @param scale factor from the stored value to the unit
 * @param decimals digits after the decimal point
 */
public record Quantity(String title, String unit, double scale, int decimals, Better better) {
  /** Whether higher or lower values are better. */
  public enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  /** The dimensions of learning curves over elapsed training. */
  private static final String ELAPSED_EPOCHS = "epochs";

  private static final String ELAPSED_SECONDS = "seconds";

  private static final Map<String, String> UNITS =
      Map.of("_seconds", "s", "_mb", "MiB", "_tokens_per_second", "tokens/s");

  /** The display of a measure, or of a metric on the test or validation examples. */
  public static Quantity of(String measure) {
    if (measure.equals(Measure.TRAIN_LOSS)) {
      return new Quantity("Training loss", "nats/token", 1, 3, Better.NEITHER);
    }
    boolean valid = measure.startsWith(Measure.VALID);
    String metric = valid ? measure.substring(Measure.VALID.length()) : measure;
    Quantity plain = MetricName.ofKey(metric).map(Quantity::of).orElseGet(() -> named(metric));
    return valid ? plain.titled("Validation " + plain.lowerCaseTitle()) : plain;
  }

  /** Takes the unit from the suffix of the key: {@code step_seconds}, {@code memory_mb}. */
  private static Quantity named(String measure) {
    for (Map.Entry<String, String> unit : UNITS.entrySet()) {
      if (measure.endsWith(unit.getKey())) {
        String stem = sentenceCase(measure.substring(0, measure.length() - unit.getKey().length()));
        String title = unit.getValue().equals("s") ? stem + " time" : stem;
        return new Quantity(title, unit.getValue(), 1, 3, Better.NEITHER);
      }
    }
    String title = sentenceCase(measure.replace("_mb_", "_")); // an exponent has no unit
    return new Quantity(title, "", 1, 3, Better.NEITHER);
  }

  private static Quantity of(MetricName metric) {
    Better better = metric.higherIsBetter() ? Better.HIGHER : Better.LOWER;
    return switch (metric) {
      case EXACT_MATCH -> new Quantity("Exact match", "%", 100, 1, better);
      case TOKEN_ACCURACY -> new Quantity("Token accuracy", "%", 100, 1, better);
      case EDIT_DISTANCE -> new Quantity("Edit distance", "", 1, 3, better);
      case BLEU -> new Quantity("BLEU", "", 1, 1, better);
      case BLEU_1 -> new Quantity("BLEU-1", "", 1, 1, better);
      case BLEU_2 -> new Quantity("BLEU-2", "", 1, 1, better);
      case BLEU_3 -> new Quantity("BLEU-3", "", 1, 1, better);
      case BLEU_INTL -> new Quantity("BLEU intl", "", 1, 1, better);
      case BLEU_ZH -> new Quantity("BLEU zh", "", 1, 1, better);
      case BLEU_CHAR -> new Quantity("BLEU char", "", 1, 1, better);
      case BLEU_NONE -> new Quantity("BLEU none", "", 1, 1, better);
      case BLEU_LC -> new Quantity("BLEU lower-cased", "", 1, 1, better);
      case CHRF -> new Quantity("chrF", "", 1, 1, better);
      case CHRF_PP -> new Quantity("chrF++", "", 1, 1, better);
      case TER -> new Quantity("TER", "", 1, 1, better);
      case WER -> new Quantity("WER", "", 1, 3, better);
      case CER -> new Quantity("CER", "", 1, 3, better);
      case ROUGE_L -> new Quantity("ROUGE-L", "%", 100, 1, better);
      case PERPLEXITY -> new Quantity("Perplexity", "", 1, 2, better);
      case LOSS -> new Quantity("Loss", "nats/token", 1, 3, better);
    };
  }

  /** The display of a dimension, used as x axis. */
  public static Quantity ofDimension(String dimension) {
    return switch (dimension) {
      case Measure.STEP -> new Quantity("Training step", "", 1, 0, Better.NEITHER);
      case ELAPSED_EPOCHS -> new Quantity("Epoch", "", 1, 0, Better.NEITHER);
      case ELAPSED_SECONDS -> new Quantity("Training time", "s", 1, 0, Better.NEITHER);
      case Measure.SOURCE_LENGTH -> new Quantity("Source length", "tokens", 1, 0, Better.NEITHER);
      default -> new Quantity(sentenceCase(Variant.lastPart(dimension)), "", 1, 0, Better.NEITHER);
    };
  }

  public boolean isPercentage() {
    return unit.equals("%");
  }

  public String label() {
    return unit.isEmpty() ? title : title + " (" + unit + ")";
  }

  public double scaled(double value) {
    return value * scale;
  }

  /**
   * The number without unit, with commas between thousands; a dash if it is not finite. Quantities
   * without a better direction can have any magnitude: very small and very large ones are in
   * scientific notation.
   */
  public String format(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(scaled(value));
    boolean far = size != 0 && (size < 0.01 || size >= 1e7);
    boolean scientific = better == Better.NEITHER && decimals > 0 && far;
    return String.format(Locale.ROOT, scientific ? "%.2e" : "%,." + decimals + "f", scaled(value));
  }

  /** A copy with another title. */
  public Quantity titled(String other) {
    return new Quantity(other, unit, scale, decimals, better);
  }

  /** The title with a small first letter, for the middle of a sentence. */
  public String lowerCaseTitle() {
    return lowerCase(title);
  }

  /** {@code encoder_entropy} as {@code Encoder entropy}. */
  private static String sentenceCase(String key) {
    String text = key.replace('_', ' ');
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** With a small first letter, unless it starts with an abbreviation. */
  private static String lowerCase(String title) {
    boolean abbreviation = title.length() > 1 && Character.isUpperCase(title.charAt(1));
    return abbreviation
        ? title
        : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }
}
