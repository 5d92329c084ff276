package io.seqlab.config.yaml;

import io.seqlab.config.RunSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a run is known by: equal specs, and only they, have equal hashes. */
public final class SpecHash {
  private SpecHash() {}

  /** SHA-256, in hexadecimal, of the run's resolved YAML as UTF-8. */
  public static String of(RunSpec run) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] text = ResolvedYaml.write(run).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha256.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
