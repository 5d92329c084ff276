package io.seqlab.train;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contents of {@code SHA256SUMS} in a checkpoint, which {@code sha256sum -c} can check: the run
 * as a comment, then one line per file.
 *
 * @param title the line that names the run
 * @param files SHA-256 digest of each file, by path relative to the checkpoint
 */
record CheckpointDigests(String title, Map<String, String> files) {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S+)");

  CheckpointDigests {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  String text() {
    StringBuilder lines = new StringBuilder(title).append('\n');
    files.forEach((file, digest) -> lines.append(digest).append("  ").append(file).append('\n'));
    return lines.toString();
  }

  /** Parses exactly what {@link #text} returns; empty for any other text. */
  static Optional<CheckpointDigests> parse(String text) {
    String[] lines = text.split("\n", -1);
    Map<String, String> files = new TreeMap<>();
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches()) {
        return Optional.empty();
      }
      files.put(line.group(2), line.group(1));
    }
    CheckpointDigests digests = new CheckpointDigests(lines[0], files);
    return Optional.of(digests).filter(each -> each.text().equals(text));
  }

  /** A digest in messages. */
  static String shortened(String digest) {
    return digest.substring(0, 12) + "…";
  }
}
