package io.seqlab.report.core;

import io.seqlab.result.record.RunKey;
import java.util.Map;
import java.util.Set;

/** What is compared: a model, at one point of the grid if there is one. Its runs differ in seed. */
public record Variant(String model, Map<String, String> grid) {
  public static Variant of(RunKey run) {
    return new Variant(run.model(), run.grid());
  }

  /** The model, and the values of the grid: {@code rnn, symbols 50}. */
  public String label() {
    StringBuilder text = new StringBuilder(model);
    grid.forEach(
        (key, value) ->
            text.append(", ").append(shortName(key, grid.keySet())).append(' ').append(value));
    return text.toString();
  }

  /** The last part of a key of the grid, or all of it where another ends alike. */
  public static String shortName(String key, Set<String> keys) {
    long alike = keys.stream().filter(other -> lastPart(other).equals(lastPart(key))).count();
    return alike > 1 ? key : lastPart(key);
  }

  /** {@code batch.size} as {@code size}. */
  static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
