package io.seqlab.metric;

import java.util.Locale;

/** Values of settings in signatures of sacreBLEU. */
final class Settings {
  /** The implementation, as the last setting of a signature. */
  static final String SACREBLEU = "seqlab (equal to sacrebleu-2.6.0)";

  private Settings() {}

  /** {@code case:lc} or {@code case:mixed}. */
  static String ofCase(boolean lowercase) {
    return "case:" + (lowercase ? "lc" : "mixed");
  }

  static boolean isLowercase(String value) {
    return is("case", value, "lc", "mixed");
  }

  /** {@code key:yes} or {@code key:no}. */
  static String of(String key, boolean value) {
    return key + ":" + (value ? "yes" : "no");
  }

  static boolean isYes(String key, String value) {
    return is(key, value, "yes", "no");
  }

  private static boolean is(String key, String value, String yes, String no) {
    if (!value.equals(yes) && !value.equals(no)) {
      throw new IllegalArgumentException(
          "%s:%s is not valid; values: %s, %s".formatted(key, value, yes, no));
    }
    return value.equals(yes);
  }

  /** The largest order of n-grams, from a minimum to 20. */
  static int order(String key, String value, int minimum) {
    if (!value.matches("1?[0-9]|20") || Integer.parseInt(value) < minimum) {
      throw new IllegalArgumentException(
          "%s:%s is not valid; it is the largest order of n-grams, from %d to 20"
              .formatted(key, value, minimum));
    }
    return Integer.parseInt(value);
  }

  /**
   * Whether letters are lower-cased, of a metric whose only setting is the case.
   *
   * @throws IllegalArgumentException if the key is another one
   */
  static boolean isLowercase(TextMetric metric, String key, String value) {
    if (!key.equals("case")) {
      throw unknown(metric, key);
    }
    return isLowercase(value);
  }

  /** The error for a setting that a metric does not have. */
  static IllegalArgumentException unknown(TextMetric metric, String key) {
    return new IllegalArgumentException(
        "%s has no setting '%s'; its settings: %s"
            .formatted(metric.name(), key, String.join(", ", metric.settings())));
  }

  /** The text in lower case if it is compared so, independent of locale. */
  static String cased(String text, boolean lowercase) {
    return lowercase ? text.toLowerCase(Locale.ROOT) : text;
  }
}
