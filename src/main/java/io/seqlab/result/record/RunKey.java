package io.seqlab.result.record;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which run of a study: a model, a seed, and a point of the grid.
 *
 * @param grid value of each grid key that concerns the model, as YAML text, in the order of the
 *     study; an empty text is none
 */
public record RunKey(String model, long seed, Map<String, String> grid) {
  /** Of a name, with room for the seed: file systems take 255. */
  private static final int LONGEST = 200;

  public RunKey {
    Map<String, String> concerning = new LinkedHashMap<>(grid);
    concerning.values().removeIf(String::isEmpty);
    grid = Collections.unmodifiableMap(concerning);
  }

  /** A run of a study without a grid. */
  public RunKey(String model, long seed) {
    this(model, seed, Map.of());
  }

  /**
   * Its folder below that of the study, {@code runs/<model>/s<seed>[-<key>=<value>,…]}. Characters
   * that some file system refuses are percent-encoded, and what no file system takes for its length
   * is cut and ends in its hash, so different runs have different folders.
   */
  public String folder() {
    String point =
        grid.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining(","));
    return "runs/" + model + "/s" + seed + (point.isEmpty() ? "" : "-" + shortened(point));
  }

  private static String shortened(String point) {
    return point.length() <= LONGEST
        ? point
        : point.substring(0, LONGEST - 37)
            + "-"
            + UUID.nameUUIDFromBytes(point.getBytes(StandardCharsets.UTF_8));
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
    return model + ", seed " + seed + point();
  }

  /** What its runs with other seeds share, for people: {@code rnn, training.batch.size 32}. */
  public String variant() {
    return model + point();
  }

  private String point() {
    return grid.entrySet().stream()
        .map(e -> ", " + e.getKey() + " " + e.getValue())
        .collect(Collectors.joining());
  }
}
