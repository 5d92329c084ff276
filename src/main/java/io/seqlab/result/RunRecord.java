package io.seqlab.result;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * All that {@code run.json} says: what the run came to, and where it came from.
 *
 * @param config the resolved run, every default written out, as YAML
 * @param configHash SHA-256 of {@code config}, by which a finished run is known again
 * @param start when the run first started
 * @param updated when this record was written: of a finished run, its end
 * @param failure why the run failed; empty if it did not
 */
public record RunRecord(
    RunResult result,
    String config,
    String configHash,
    Environment environment,
    Instant start,
    Instant updated,
    String failure) {

  /** SHA-256 of the text in UTF-8, in hexadecimal. */
  public static String hash(String config) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(config.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
