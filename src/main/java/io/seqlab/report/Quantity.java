package io.seqlab.report;

import io.seqlab.config.MetricName;
import io.seqlab.result.Measure;
import java.util.Arrays;
import java.util.Locale;

/**
 * How a number is shown to people.
 *
 * @param title what it is called; {@code unit} is shown behind it in brackets, if not empty
 * @param scale what a value is multiplied by to be in that unit
 * @param decimals digits after the point
 */
record Quantity(String title, String unit, double scale, int decimals, Better better) {
  /** Which end of the scale is the good one. */
  enum Better {
    HIGHER,
    LOWER,
    NEITHER
  }

  /** How a measure, or a metric on the test or validation examples, is shown. */
  static Quantity of(String measure) {
    boolean valid = measure.startsWith(Measure.VALID);
    String metric = valid ? measure.substring(Measure.VALID.length()) : measure;
    Quantity plain =
        Arrays.stream(MetricName.values())
            .filter(name -> name.key().equals(metric))
            .findFirst()
            .map(Quantity::of)
            .orElseGet(() -> new Quantity(words(metric), "", 1, 3, Better.NEITHER));
    return valid ? plain.titled("Validation " + inSentence(plain.title)) : plain;
  }

  private static Quantity of(MetricName metric) {
    Better better = metric.higherIsBetter() ? Better.HIGHER : Better.LOWER;
    return switch (metric) {
      case EXACT_MATCH -> new Quantity("Exact match", "%", 100, 1, better);
      case TOKEN_ACCURACY -> new Quantity("Token accuracy", "%", 100, 1, better);
      case EDIT_DISTANCE -> new Quantity("Edit distance", "", 1, 3, better);
      case BLEU -> new Quantity("BLEU", "", 1, 1, better);
      case PERPLEXITY -> new Quantity("Perplexity", "", 1, 2, better);
      case LOSS -> new Quantity("Loss", "nats/token", 1, 3, better);
    };
  }

  /** The axis a measure is drawn over. */
  static Quantity ofDimension(String dimension) {
    return switch (dimension) {
      case Measure.STEP -> new Quantity("Training step", "", 1, 0, Better.NEITHER);
      case Measure.SOURCE_LENGTH -> new Quantity("Source length", "tokens", 1, 0, Better.NEITHER);
      default -> new Quantity(words(Variant.lastPart(dimension)), "", 1, 0, Better.NEITHER);
    };
  }

  boolean isShare() {
    return unit.equals("%");
  }

  String label() {
    return unit.isEmpty() ? title : title + " (" + unit + ")";
  }

  double scaled(double value) {
    return value * scale;
  }

  /** The number alone, thousands parted by commas; a dash if it is not known. */
  String format(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", scaled(value))
        : "–";
  }

  private Quantity titled(String other) {
    return new Quantity(other, unit, scale, decimals, better);
  }

  /** {@code encoder_entropy} as {@code Encoder entropy}. */
  private static String words(String key) {
    String text = key.replace('_', ' ');
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Without its capital, unless it is an abbreviation. */
  private static String inSentence(String title) {
    boolean abbreviation = title.equals(title.toUpperCase(Locale.ROOT));
    return abbreviation ? title : title.toLowerCase(Locale.ROOT);
  }
}
