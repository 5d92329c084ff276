package io.seqlab.config.yaml;

import io.seqlab.config.RunSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that identifies a run: SHA-256 of its resolved YAML. */
public final class SpecHash {
  private SpecHash() {}

  /** SHA-256 of the run's resolved YAML in UTF-8, as hexadecimal. */
  public static String of(RunSpec run) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] text = ResolvedYaml.write(run).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha256.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
