package io.seqlab.config.yaml;

import io.seqlab.config.RunSpec;
import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;

/** The hash that identifies a run: SHA-256 of its resolved YAML. */
public final class SpecHash {
  private SpecHash() {}

  /** SHA-256 of the run's resolved YAML in UTF-8, as hexadecimal. */
  public static String of(RunSpec run) {
    return Sha256.of(ResolvedYaml.write(run).getBytes(StandardCharsets.UTF_8));
  }
}
