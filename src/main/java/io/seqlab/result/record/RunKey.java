package io.seqlab.result.record;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Identifies a run of a study: model, seed and grid point.
 *
 * @param grid value of each grid key that applies to the model, as YAML text, in the order of the
 *     study; empty values are dropped
 */
public record RunKey(String model, long seed, Map<String, String> grid) {
  /** The folder of all runs, relative to that of the study. */
  public static final String FOLDER = "runs";

  /** Characters of an encoded grid point; most file systems limit a name to 255. */
  private static final int MAX_LENGTH = 200;

  /** 2⁶⁴ divided by the golden ratio (Knuth, multiplicative hashing). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  public RunKey {
    Map<String, String> applicable = new LinkedHashMap<>(grid);
    applicable.values().removeIf(String::isEmpty);
    grid = Collections.unmodifiableMap(applicable);
  }

  /** Seeds are spread, as those of models with similar names would often have one hash code. */
  @Override
  public int hashCode() {
    return 31 * model.hashCode() + Long.hashCode(seed * SPREAD) + 7 * grid.hashCode();
  }

  /** The key of a run without a grid. */
  public RunKey(String model, long seed) {
    this(model, seed, Map.of());
  }

  /**
   * The folder of the run relative to that of the study: {@code
   * runs/<model>/s<seed>[-<key>=<value>,…]}. Characters that are not portable in file names are
   * percent-encoded; names that are too long are truncated and end with a hash, so that different
   * runs have different folders.
   */
  public String folder() {
    String point =
        grid.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining(","));
    return FOLDER + "/" + model + "/s" + seed + (point.isEmpty() ? "" : "-" + shortened(point));
  }

  private static String shortened(String point) {
    return point.length() <= MAX_LENGTH
        ? point
        : point.substring(0, MAX_LENGTH - 37)
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

  /** As the argument of {@code --only}: {@code model=rnn,seed=1,training.batch.size=32}. */
  public String filter() {
    return "model="
        + model
        + ",seed="
        + seed
        + grid.entrySet().stream()
            .map(e -> "," + e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining());
  }

  /** For display: {@code rnn, seed 1, training.batch.size 32}. */
  @Override
  public String toString() {
    return model + ", seed " + seed + point();
  }

  /** Model and grid point, without the seed: {@code rnn, training.batch.size 32}. */
  public String variant() {
    return model + point();
  }

  private String point() {
    return grid.entrySet().stream()
        .map(e -> ", " + e.getKey() + " " + e.getValue())
        .collect(Collectors.joining());
  }
}
