package io.seqlab.report;

import io.seqlab.result.RunKey;
import java.util.Map;

/** What is compared: a model, at one point of the grid if there is one. Its runs differ in seed. */
record Variant(String model, Map<String, String> grid) {
  static Variant of(RunKey run) {
    return new Variant(run.model(), run.grid());
  }

  /** The model, and the values of the grid: {@code rnn, symbols 50}. */
  String label() {
    StringBuilder text = new StringBuilder(model);
    grid.forEach((key, value) -> text.append(", ").append(lastPart(key)).append(' ').append(value));
    return text.toString();
  }

  /** {@code batch.size} as {@code size}. */
  static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
