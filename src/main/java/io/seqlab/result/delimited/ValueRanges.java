package io.seqlab.result.delimited;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.RunColumn;
import io.seqlab.result.delimited.DelimitedFile.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads numbers of tables and rejects those that no run can have written. */
final class ValueRanges {
  /** Rounding of log-probabilities. */
  private static final double ROUNDING = 1e-6;

  private ValueRanges() {}

  /** A count. */
  static long count(Row row, String column) throws IOException {
    long value = row.integer(column);
    if (value < 0) {
      throw row.error("has %d for %s, which is negative", value, column);
    }
    return value;
  }

  /** A time, speed or size: not negative; NaN if it was not measured. */
  static double quantity(Row row, RunColumn column) throws IOException {
    double value = row.number(column.key());
    if (value < 0 || Double.isInfinite(value)) {
      throw row.error("has %s for %s, which is impossible", value, column.key());
    }
    return value;
  }

  /** The value of a metric in the column of its name. */
  static double metric(Row row, String name) throws IOException {
    Optional<MetricName> metric = MetricName.ofKey(name);
    if (metric.isEmpty()) {
      throw row.error("has a value for '%s', which is not a metric", name);
    }
    return metric(row, metric.get(), name);
  }

  /** The value of a metric in a column. */
  static double metric(Row row, MetricName metric, String column) throws IOException {
    double value = row.number(column);
    boolean written = Double.isFinite(value) || row.text(column).equals("Infinity");
    if (!written || !metric.isPossible(value)) {
      throw row.error(
          "has %s for %s, which is not from %.0f to %.0f",
          row.text(column), metric.key(), metric.minimum(), metric.maximum());
    }
    return value;
  }

  /** The validation score of a trial; NaN if training diverged. */
  static double score(Row row, MetricName metric) throws IOException {
    return row.text("score").equals("NaN") ? Double.NaN : metric(row, metric, "score");
  }

  /** A SHA-256 as 64 hexadecimal digits; empty if unknown. */
  static String digest(Row row, String column) throws IOException {
    String digest = row.text(column);
    if (!digest.matches("[0-9a-f]{64}|")) {
      throw row.error("has '%s' for %s, which is not a SHA-256", digest, column);
    }
    return digest;
  }

  /** The counts of a metric for one example: none negative, except a log-probability. */
  static List<Double> counts(Row row, String name) throws IOException {
    Optional<MetricName> metric = MetricName.ofKey(name);
    if (metric.isEmpty()) {
      throw row.error("has a value for '%s', which is not a metric", name);
    }
    List<Double> counts = row.numbers(name);
    if (counts.size() != size(metric.get())
        || !counts.stream().allMatch(c -> isPossible(metric.get(), c))) {
      throw row.error("has '%s' for %s, which is impossible", row.text(name), name);
    }
    return counts;
  }

  /** Whether integers may be the counts of a metric for one example. */
  static boolean arePossible(Optional<MetricName> metric, long[] numbers, int count) {
    if (metric.isEmpty() || count != size(metric.get())) {
      return false;
    }
    for (int k = 0; k < count; k++) {
      if (!isPossible(metric.get(), (double) numbers[k])) {
        return false;
      }
    }
    return true;
  }

  /** Number of counts of a metric for one example. */
  private static int size(MetricName metric) {
    return switch (metric) {
      case EXACT_MATCH, TOKEN_ACCURACY, EDIT_DISTANCE, PERPLEXITY, LOSS -> 1;
      case TER, WER, CER, ROUGE_L -> 2;
      case BLEU_1 -> 4;
      case BLEU_2 -> 6;
      case BLEU_3 -> 8;
      case BLEU, BLEU_INTL, BLEU_ZH, BLEU_CHAR, BLEU_NONE, BLEU_LC -> 10;
      case CHRF -> 18;
      case CHRF_PP -> 24;
    };
  }

  private static boolean isPossible(MetricName metric, double count) {
    return switch (metric) {
      case LOSS, PERPLEXITY -> count <= ROUNDING;
      case EXACT_MATCH -> count == 0 || count == 1;
      case ROUGE_L -> count >= 0 && count <= 1;
      default -> count >= 0 && count == Math.rint(count);
    };
  }

  /** The value of a measure, of which those named after a metric have its range. */
  static double measure(Row row, String name) throws IOException {
    Optional<MetricName> metric = MetricName.ofKey(name.replaceFirst("^valid_", ""));
    if (metric.isPresent()) {
      return metric(row, metric.get(), "value");
    }
    double value = row.number("value");
    if (Double.isInfinite(value) && !row.text("value").endsWith("Infinity")) {
      throw row.error("has %s for value, which is too large", row.text("value"));
    }
    return value;
  }
}
