package io.seqlab.report.core;

import io.seqlab.result.record.RunKey;
import java.util.Map;
import java.util.Set;

/** A model at a grid point: the unit of comparison. Its runs differ only in the seed. */
public record Variant(String model, Map<String, String> grid) {
  public static Variant of(RunKey run) {
    return new Variant(run.model(), run.grid());
  }

  /** The model and its grid values: {@code rnn, symbols 50}. */
  public String label() {
    StringBuilder text = new StringBuilder(model);
    grid.forEach(
        (key, value) ->
            text.append(", ").append(shortName(key, grid.keySet())).append(' ').append(value));
    return text.toString();
  }

  /** The last part of a grid key, or the whole key if another key has the same last part. */
  public static String shortName(String key, Set<String> keys) {
    long same = keys.stream().filter(other -> lastPart(other).equals(lastPart(key))).count();
    return same > 1 ? key : lastPart(key);
  }

  /** {@code batch.size} as {@code size}. */
  static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
