package io.seqlab.result;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which run of a study: a model, a seed, and a point of the grid.
 *
 * @param grid value of each grid key, as YAML text, in the order of the study; empty without a grid
 */
public record RunKey(String model, long seed, Map<String, String> grid) {
  public RunKey {
    grid = Collections.unmodifiableMap(new LinkedHashMap<>(grid));
  }

  /** A run of a study without a grid. */
  public RunKey(String model, long seed) {
    this(model, seed, Map.of());
  }

  /**
   * Its folder below that of the study, {@code runs/<model>/s<seed>[-<key>=<value>,…]}. Characters
   * that some file system refuses are percent-encoded, so different runs have different folders.
   */
  public String folder() {
    String point =
        grid.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining(","));
    return "runs/" + model + "/s" + seed + (point.isEmpty() ? "" : "-" + point);
  }

  private static String encode(String text) {
    StringBuilder safe = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
      safe.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return safe.toString();
  }

  /** For people: {@code rnn, seed 1, training.batch.size 32}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(model).append(", seed ").append(seed);
    grid.forEach((key, value) -> text.append(", ").append(key).append(' ').append(value));
    return text.toString();
  }
}
